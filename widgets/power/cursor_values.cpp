// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/cursor_values.h"

#include "profiles/energy/energy_stats.h"

#include <algorithm>
#include <cmath>

namespace widgets {

std::optional<std::size_t> logicChannel(const device_link::SampleView &store)
{
    const auto &channels = store.info().channels;
    const auto found = std::ranges::find_if(channels, &device_link::SampleChannel::isLogic);
    return found == channels.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - channels.begin()));
}

CursorValues valuesAt(const device_link::SampleView *store, std::int64_t kitNs)
{
    CursorValues values;
    const auto step = store ? profiles::sampleSeconds(*store) : std::nullopt;
    if (!step || store->endIndex() <= store->beginIndex())
        return values;
    const std::uint64_t index = store->indexAt(kitNs); // the nearest one there is, however far away
    const bool kept = index >= store->beginIndex() && index < store->endIndex();
    if (!kept || std::abs(static_cast<double>(store->kitTimeOf(index) - kitNs)) > *step * 1e9)
        return values;
    const auto at = [&](std::optional<std::size_t> channel) -> std::optional<double> {
        if (!channel)
            return std::nullopt;
        const std::vector<float> found = store->values(*channel, index, index + 1, 1);
        return found.empty() || std::isnan(found.front()) ? std::nullopt : std::optional(double(found.front()));
    };
    values.currentA = at(profiles::channelNamed(*store, "current"));
    values.voltageV = at(profiles::channelNamed(*store, "voltage"));
    values.powerW = at(profiles::powerChannel(*store));
    if (const auto word = at(logicChannel(*store)))
        values.logic = static_cast<std::uint8_t>(*word);
    return values;
}

} // namespace widgets
