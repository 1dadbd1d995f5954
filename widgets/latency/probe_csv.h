// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace widgets {

class KitContext;
class LatencyFeed;

/// Every kept probe, one a line, tier by tier in the order sent. Times of day are of the kit's present boot only; the
/// origin column says LIVE, SIMULATED or REPLAY, so that the file cannot hide it.
[[nodiscard]] QByteArray probeCsv(const KitContext &kit, const LatencyFeed &feed);

} // namespace widgets
