// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/kit_modem_status.h"

#include "device_link/protocols/cbor_reader.h"

#include <QCoroFuture>

namespace device_link {

namespace {

constexpr quint64 kMaxStat = 255;

void readRegistration(CborReader &reader, ModemState &state)
{
    state.registration = int(reader.u("stat", kMaxStat));
    state.operatorName = reader.optionalText("oper");
    state.plmn = reader.optionalText("plmn");
    state.tac = reader.optionalText("tac");
    state.cell = reader.optionalText("ci");
    state.accessTechnology = reader.optionalText("act");
}

/// Without a cell there is nothing to measure: the last figures are no longer those of now.
void forgetSignal(ModemState &state)
{
    state.rsrpDbm.reset();
    state.rsrqDb.reset();
    state.sinrDb.reset();
    state.rssiDbm.reset();
}

void takeRegistration(CborReader &reader, ModemState &state)
{
    readRegistration(reader, state);
    if (state.registration != 1 && state.registration != 5)
        forgetSignal(state);
}

void readSignal(CborReader &reader, ModemState &state)
{
    state.rsrpDbm = reader.optionalNumber("rsrp");
    state.rsrqDb = reader.optionalNumber("rsrq");
    state.sinrDb = reader.optionalNumber("sinr");
    state.rssiDbm = reader.optionalNumber("rssi");
}

} // namespace

KitModemStatus::KitModemStatus(std::shared_ptr<AiesimClient> client)
    : m_client(std::move(client))
{
}

QCoro::Task<Result<ModemState>> KitModemStatus::read(std::stop_token stop)
{
    return readState(shared_from_this(), stop);
}

QCoro::Task<Result<ModemState>> KitModemStatus::readState(std::shared_ptr<KitModemStatus> self, std::stop_token stop)
{
    const QFuture<Result<SmpReply>> asked = self->m_client->call(AiesimCommand::RadioGet, QCborMap(), stop);
    const Result<SmpReply> answer = co_await asked;
    if (!answer)
        co_return tl::unexpected(answer.error());
    CborReader reader(answer->body, QStringLiteral("radio.get"));
    ModemState state;
    state.radio = radioStateFromName(reader.text("state", 16));
    readRegistration(reader, state);
    readSignal(reader, state);
    state.kitTimeNs = reader.kitTime();
    if (reader.failed())
        co_return tl::unexpected(reader.error());
    self->update(state);
    co_return state;
}

void KitModemStatus::update(const ModemState &state)
{
    m_last = state;
    Q_EMIT changed(state);
}

void KitModemStatus::forget() { m_last = ModemState(); }

void KitModemStatus::take(const KitEvent &event)
{
    ModemState state = m_last;
    if (takeModemEvent(state, event))
        update(state);
}

bool takeModemEvent(ModemState &state, const KitEvent &event)
{
    ModemState next = state;
    CborReader reader(event.fields, event.name);
    if (event.name == QLatin1String("radio"))
        next.radio = radioStateFromName(reader.text("state", 16));
    else if (event.name == QLatin1String("reg"))
        takeRegistration(reader, next);
    else if (event.name == QLatin1String("signal"))
        readSignal(reader, next);
    else
        return false;
    if (reader.failed())
        return false;
    next.kitTimeNs = event.kitTimeNs;
    state = next;
    return true;
}

} // namespace device_link
