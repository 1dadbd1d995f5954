// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/at_modem_status.h"

#include "framing/at_lines.h"

#include <algorithm>
#include <string>
#include <vector>

namespace device_link {

namespace {

using Fields = std::vector<std::string>;

Fields fieldsOf(const QByteArray &value)
{
    return framing::atFields(std::string_view(value.constData(), std::size_t(value.size())));
}

QString textAt(const Fields &fields, std::size_t at)
{
    return at < fields.size() ? QString::fromStdString(fields[at]).left(64) : QString();
}

std::optional<int> numberAt(const Fields &fields, std::size_t at)
{
    bool ok = false;
    const int number = textAt(fields, at).toInt(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

/// value = index · step + zero for an index in range; the other values mean "not known".
void takeIndex(const Fields &fields, std::size_t at, int highest, double step, double zero, std::optional<double> &out)
{
    const std::optional<int> index = numberAt(fields, at);
    if (index && *index >= 0 && *index <= highest)
        out = *index * step + zero;
}

} // namespace

bool takeRegistrationRead(const QByteArray &value, ModemState &state)
{
    const Fields fields = fieldsOf(value);
    const std::optional<int> n = numberAt(fields, 0);
    const std::optional<int> stat = numberAt(fields, 1);
    // The unsolicited form has no <n>: then the second field is missing, or a quoted area code in hex.
    const bool quotedSecond = value.contains(",\"") && value.indexOf(",\"") == value.indexOf(',');
    if (!n || !stat || quotedSecond)
        return false;
    state.registration = *stat;
    state.tac = textAt(fields, 2);
    state.cell = textAt(fields, 3);
    if (const std::optional<int> act = numberAt(fields, 4))
        state.accessTechnology = accessTechnologyName(*act);
    return true;
}

void takeOperator(const QByteArray &value, ModemState &state)
{
    const Fields fields = fieldsOf(value);
    const QString name = textAt(fields, 2);
    const bool numeric = !name.isEmpty() && name.size() <= 6
        && std::ranges::all_of(name, [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); });
    (numeric ? state.plmn : state.operatorName) = name;
    if (const std::optional<int> act = numberAt(fields, 3))
        state.accessTechnology = accessTechnologyName(*act);
}

void takeExtendedSignal(const QByteArray &value, ModemState &state)
{
    const Fields fields = fieldsOf(value);
    // Index n of RSRP stands for n-141 to n-140 dBm, of RSRQ for n/2-20 to n/2-19.5 dB: the middle is given.
    takeIndex(fields, 4, 34, 0.5, -19.75, state.rsrqDb);
    takeIndex(fields, 5, 97, 1, -140.5, state.rsrpDbm);
    takeIndex(fields, 6, 126, 0.5, -43.25, state.rsrqDb);
    takeIndex(fields, 7, 126, 1, -156.5, state.rsrpDbm);
    takeIndex(fields, 8, 127, 0.5, -23.25, state.sinrDb);
}

void takeSignal(const QByteArray &value, ModemState &state)
{
    takeIndex(fieldsOf(value), 0, 31, 2, -113, state.rssiDbm);
}

QString accessTechnologyName(int act)
{
    switch (act) {
    case 0:
    case 1: return QStringLiteral("GSM");
    case 2: return QStringLiteral("UTRAN");
    case 3: return QStringLiteral("EGPRS");
    case 4:
    case 5:
    case 6: return QStringLiteral("HSPA");
    case 7: return QStringLiteral("LTE");
    case 8: return QStringLiteral("EC-GSM-IoT");
    case 9: return QStringLiteral("NB-IoT");
    case 10: return QStringLiteral("LTE (5G core)");
    case 11: return QStringLiteral("NR");
    case 12: return QStringLiteral("NG-RAN");
    case 13: return QStringLiteral("LTE-NR");
    default: return {};
    }
}

} // namespace device_link
