// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/event_timeline.h"

#include <QList>

namespace widgets {

/// How long the radio was in a state within a stretch of time.
struct RadioShare {
    device_link::RadioState state = device_link::RadioState::Unknown;
    std::int64_t ns = 0;
};

/// Shares of [beginNs, endNs], longest first; Unknown is the part before the first state that is known. Empty: nothing
/// of it is known.
[[nodiscard]] QList<RadioShare> radioShares(const EventTimeline &timeline, std::int64_t beginNs, std::int64_t endNs);

} // namespace widgets
