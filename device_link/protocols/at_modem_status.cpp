// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/at_modem_status.h"

#include "framing/at_lines.h"

#include <QCoroFuture>

namespace device_link {

namespace {

QCoro::Task<Result<AtReply>> ask(std::shared_ptr<AtClient> at, QByteArray text, QByteArray prefix, std::stop_token stop)
{
    AtCommand command;
    command.text = text;
    command.prefix = prefix;
    const QFuture<Result<AtReply>> asked = at->command(command, stop);
    const Result<AtReply> reply = co_await asked;
    if (!reply && reply.error().fault() != Fault::Refused && reply.error().fault() != Fault::NotSupported
        && reply.error().fault() != Fault::Busy)
        co_return tl::unexpected(reply.error());
    // A refusal is an answer: this modem does not tell, or not now.
    const AtReply lines = reply.value_or(AtReply());
    co_return lines;
}

/// The registration domains in the order they matter to a kit: 5GS, EPS, circuit switched.
constexpr const char *kDomains[] = {"+C5GREG", "+CEREG", "+CREG"};

bool isRegistered(const ModemState &state) { return state.registration == 1 || state.registration == 5; }

ModemState registrationIn(const AtReply &reply)
{
    ModemState state;
    for (const QByteArray &line : reply.lines)
        takeRegistrationRead(line, state);
    return state;
}

/// One domain's registration, with the cell. Modems tell area and cell only while their unsolicited form has them
/// (<n> 2); a smaller <n> is put back afterwards, also when nobody waits any more.
QCoro::Task<Result<ModemState>> readDomain(std::shared_ptr<AtClient> at, QByteArray name, std::stop_token stop)
{
    const QByteArray question = "AT" + name + '?';
    Result<AtReply> reply = co_await ask(at, question, name, stop);
    if (!reply)
        co_return tl::unexpected(reply.error());
    ModemState state = registrationIn(*reply);
    const QByteArray mode = reply->lines.value(0).split(',').value(0).trimmed();
    if (!isRegistered(state) || !state.tac.isEmpty() || (mode != "0" && mode != "1"))
        co_return state;
    const QByteArray verbose = "AT" + name + "=2";
    const QByteArray restore = "AT" + name + '=' + mode;
    const std::stop_token never;
    const Result<AtReply> set = co_await ask(at, verbose, name, stop);
    if (set)
        reply = co_await ask(at, question, name, stop);
    const Result<AtReply> restored = co_await ask(at, restore, name, never);
    for (const Result<AtReply> *step : {&set, static_cast<const Result<AtReply> *>(&reply), &restored}) {
        if (!*step)
            co_return tl::unexpected(step->error());
    }
    const ModemState full = registrationIn(*reply);
    co_return full.registration ? full : state;
}

QCoro::Task<Result<void>> readRegistration(std::shared_ptr<AtClient> at, ModemState *state, std::stop_token stop)
{
    for (const char *domain : kDomains) {
        const QByteArray name(domain);
        const Result<ModemState> one = co_await readDomain(at, name, stop);
        if (!one)
            co_return tl::unexpected(one.error());
        if (!one->registration || (state->registration && !isRegistered(*one)))
            continue;
        *state = *one;
        if (isRegistered(*state))
            break;
    }
    co_return Result<void>();
}

/// +CSCON tells a connection, +CFUN a radio that is off; the rest an AT port does not know.
RadioState radioOf(const AtReply &functionality, const AtReply &connection, const ModemState &state)
{
    const QByteArray cfun = functionality.lines.isEmpty() ? QByteArray() : functionality.lines.first().trimmed();
    if (cfun == "0" || cfun == "4")
        return RadioState::Off;
    if (!connection.lines.isEmpty()) {
        const QByteArray mode = connection.lines.first().split(',').value(1).trimmed();
        if (mode == "1")
            return RadioState::Connected;
        if (mode == "0" && isRegistered(state))
            return RadioState::Idle;
    }
    return state.registration == 2 ? RadioState::Searching : RadioState::Unknown;
}

} // namespace

AtModemStatus::AtModemStatus(std::shared_ptr<AtClient> at)
    : m_at(std::move(at))
{
    connect(m_at.get(), &AtClient::urc, this, &AtModemStatus::onUrc);
}

QCoro::Task<Result<ModemState>> AtModemStatus::read(std::stop_token stop)
{
    return readState(shared_from_this(), stop);
}

QCoro::Task<Result<ModemState>> AtModemStatus::readState(std::shared_ptr<AtModemStatus> self, std::stop_token stop)
{
    struct Question {
        QByteArray text, prefix;
    };
    const Question questions[] = {{"AT+CFUN?", "+CFUN"}, {"AT+CSCON?", "+CSCON"}, {"AT+COPS?", "+COPS"},
        {"AT+CESQ", "+CESQ"}, {"AT+CSQ", "+CSQ"}};
    ModemState state;
    const Result<void> registration = co_await readRegistration(self->m_at, &state, stop);
    if (!registration)
        co_return tl::unexpected(registration.error());
    QList<AtReply> replies;
    for (const Question &question : questions) {
        const Result<AtReply> reply = co_await ask(self->m_at, question.text, question.prefix, stop);
        if (!reply)
            co_return tl::unexpected(reply.error());
        replies.append(*reply);
    }
    for (const QByteArray &line : replies[2].lines)
        takeOperator(line, state);
    for (const QByteArray &line : replies[3].lines)
        takeExtendedSignal(line, state);
    for (const QByteArray &line : replies[4].lines)
        takeSignal(line, state);
    state.radio = radioOf(replies[0], replies[1], state);
    self->m_last = state;
    Q_EMIT self->changed(state);
    co_return state;
}

void AtModemStatus::onUrc(const QByteArray &line)
{
    for (const char *domain : kDomains) {
        const framing::AtInfo info
            = framing::atInfo(std::string_view(line.constData(), std::size_t(line.size())), domain);
        if (!info.matches)
            continue;
        // Unsolicited: the same fields without <n>.
        ModemState state = m_last;
        if (!takeRegistrationRead(
                QByteArray("0,") + QByteArray(info.value.data(), qsizetype(info.value.size())), state))
            return;
        m_last = state;
        Q_EMIT changed(state);
        return;
    }
}

} // namespace device_link
