// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connectivity/radio_share.h"

#include <algorithm>
#include <map>

namespace widgets {

using device_link::RadioState;

QList<RadioShare> radioShares(const EventTimeline &timeline, std::int64_t beginNs, std::int64_t endNs)
{
    const auto &spans = timeline.radio();
    if (spans.empty() || spans.front().startNs >= endNs)
        return {};
    std::map<RadioState, std::int64_t> sums;
    if (spans.front().startNs > beginNs)
        sums[RadioState::Unknown] += spans.front().startNs - beginNs;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const std::int64_t from = std::max(beginNs, spans[i].startNs);
        const std::int64_t to = std::min(endNs, i + 1 < spans.size() ? spans[i + 1].startNs : endNs);
        if (to > from)
            sums[spans[i].state] += to - from;
    }
    QList<RadioShare> shares;
    for (const auto &[state, ns] : sums)
        shares.append({state, ns});
    std::ranges::stable_sort(shares, std::ranges::greater(), &RadioShare::ns);
    return shares;
}

} // namespace widgets
