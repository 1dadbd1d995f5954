// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/at_identity.h"

#include "framing/at_lines.h"

#include <QCoroFuture>

#include <algorithm>
#include <array>

namespace device_link {

namespace {

constexpr std::array<int, 3> kProbeTimeoutsMs{1000, 2000, 4000}; ///< a modem that is slow today is still there

AtCommand question(const char *text, const char *prefix, bool bare)
{
    AtCommand command;
    command.text = text;
    command.prefix = prefix;
    command.bare = bare;
    return command;
}

/// The first answer line of a command, empty when the modem refuses. Fails when the modem is not there any more.
QCoro::Task<Result<QByteArray>> firstLine(std::shared_ptr<AtClient> at, AtCommand command, std::stop_token stop)
{
    const QFuture<Result<AtReply>> asked = at->command(command, stop);
    const Result<AtReply> reply = co_await asked;
    if (!reply && (reply.error().fault() == Fault::LinkLost || reply.error().fault() == Fault::Cancelled))
        co_return tl::unexpected(reply.error());
    const QByteArray line = reply && !reply->lines.isEmpty() ? reply->lines.first() : QByteArray();
    co_return line;
}

QCoro::Task<Result<QString>> readIccid(std::shared_ptr<AtClient> at, std::stop_token stop)
{
    // The standard has no command for it but +CRSM (EF.ICCID); what modems answer to is tried first.
    const QList<AtCommand> dialects{question("AT+CCID", "+CCID", true), question("AT+QCCID", "+QCCID", true),
        question("AT+ICCID", "ICCID", true), question("AT+CICCID", "+ICCID", true),
        question("AT%XICCID", "%XICCID", false)};
    for (const AtCommand &dialect : dialects) {
        const Result<QByteArray> line = co_await firstLine(at, dialect, stop);
        if (!line)
            co_return tl::unexpected(line.error());
        const QString iccid = iccidFromAnswer(*line);
        if (!iccid.isEmpty())
            co_return iccid;
    }
    const AtCommand file = question("AT+CRSM=176,12258,0,0,10", "+CRSM", false);
    const Result<QByteArray> line = co_await firstLine(at, file, stop);
    if (!line)
        co_return tl::unexpected(line.error());
    const std::vector<std::string> fields
        = framing::atFields(std::string_view(line->constData(), std::size_t(line->size())));
    const QString iccid
        = fields.size() >= 3 && fields[0] == "144" ? iccidFromAnswer(QByteArray::fromStdString(fields[2])) : QString();
    co_return iccid;
}

QString digitsOnly(const QByteArray &line)
{
    QString digits;
    for (const char c : line) {
        if (c >= '0' && c <= '9')
            digits.append(QLatin1Char(c));
    }
    return digits;
}

} // namespace

QString iccidFromAnswer(const QByteArray &value)
{
    const std::vector<std::string> fields
        = framing::atFields(std::string_view(value.constData(), std::size_t(value.size())));
    QString text = fields.empty() ? QString() : QString::fromStdString(fields.front()).trimmed().toUpper();
    // An ICCID begins with 89 (telecommunications, ITU-T E.118): 98 in front means that nibbles come as in the file.
    if (text.startsWith(QLatin1String("98")) && text.size() == 20) {
        for (qsizetype i = 0; i + 1 < text.size(); i += 2)
            std::swap(text[i], text[i + 1]);
    }
    while (text.endsWith(QLatin1Char('F')))
        text.chop(1);
    const bool digits
        = std::ranges::all_of(text, [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); });
    return digits && text.size() >= 18 && text.size() <= 20 ? text : QString();
}

QCoro::Task<Result<KitIdentity>> readModemIdentity(std::shared_ptr<AtClient> at, std::stop_token stop)
{
    AtCommand probe;
    probe.text = "AT";
    Result<AtReply> awake = fail(Fault::Timeout);
    for (const int timeoutMs : kProbeTimeoutsMs) {
        probe.timeoutMs = timeoutMs;
        const QFuture<Result<AtReply>> asked = at->command(probe, stop);
        awake = co_await asked;
        if (awake)
            break;
        if (awake.error().fault() != Fault::Timeout)
            co_return tl::unexpected(awake.error());
    }
    if (!awake)
        co_return fail(Fault::Timeout, QStringLiteral("no modem answers AT"));
    KitIdentity identity;
    struct Item {
        AtCommand command;
        QString KitIdentity::*field;
    };
    const Item items[] = {{question("AT+CGMI", "+CGMI", true), &KitIdentity::vendor},
        {question("AT+CGMM", "+CGMM", true), &KitIdentity::model},
        {question("AT+CGMR", "+CGMR", true), &KitIdentity::firmware},
        {question("AT+CGSN", "+CGSN", true), &KitIdentity::imei}};
    for (const Item &item : items) {
        const Result<QByteArray> line = co_await firstLine(at, item.command, stop);
        if (!line)
            co_return tl::unexpected(line.error());
        identity.*item.field = QString::fromUtf8(line->left(128)).remove(QLatin1Char('"')).trimmed();
    }
    // The one thing a modem can say of itself; a real one says nothing, and is taken for real.
    if (identity.model.contains(QLatin1String("simulated"), Qt::CaseInsensitive))
        identity.simulated = true;
    identity.imei = digitsOnly(identity.imei.toLatin1()).left(15);
    const Result<QString> iccid = co_await readIccid(at, stop);
    if (!iccid)
        co_return tl::unexpected(iccid.error());
    identity.iccid = *iccid;
    co_return identity;
}

} // namespace device_link
