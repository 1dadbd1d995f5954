// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/latency_probe.h"
#include "device_link/session/modem_status.h"

#include <array>

namespace device_link {

namespace {

struct TierEntry {
    ComputeTier tier;
    const char *name;
    double promiseMs;
};
constexpr std::array<TierEntry, 3> kTiers{
    {{ComputeTier::Metro, "metro", 1}, {ComputeTier::Province, "province", 5}, {ComputeTier::Nation, "nation", 20}}};

struct RadioEntry {
    RadioState state;
    const char *name;
};
constexpr std::array<RadioEntry, 7> kRadioStates{{{RadioState::Off, "off"}, {RadioState::Searching, "searching"},
    {RadioState::Idle, "idle"}, {RadioState::Promotion, "promotion"}, {RadioState::Connected, "connected"},
    {RadioState::Tail, "tail"}, {RadioState::Drx, "drx"}}};

} // namespace

QString tierName(ComputeTier tier)
{
    for (const TierEntry &entry : kTiers) {
        if (entry.tier == tier)
            return QString::fromLatin1(entry.name);
    }
    return {};
}

std::optional<ComputeTier> tierFromName(const QString &name)
{
    for (const TierEntry &entry : kTiers) {
        if (name == QLatin1String(entry.name))
            return entry.tier;
    }
    return std::nullopt;
}

double tierPromiseMs(ComputeTier tier)
{
    for (const TierEntry &entry : kTiers) {
        if (entry.tier == tier)
            return entry.promiseMs;
    }
    return 0;
}

QString radioStateName(RadioState state)
{
    for (const RadioEntry &entry : kRadioStates) {
        if (entry.state == state)
            return QString::fromLatin1(entry.name);
    }
    return QStringLiteral("unknown");
}

RadioState radioStateFromName(const QString &name)
{
    for (const RadioEntry &entry : kRadioStates) {
        if (name == QLatin1String(entry.name))
            return entry.state;
    }
    return RadioState::Unknown;
}

} // namespace device_link
