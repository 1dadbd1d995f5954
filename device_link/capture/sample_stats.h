// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_sum.h"
#include "sample_view.h"

namespace device_link {

/// What a sum says in the channel's unit; missing is left at 0. Exact up to the last division: the deviations are taken
/// from a whole number next to the mean.
[[nodiscard]] SampleStats sampleStats(const RangeSum &sum, double quantum);

} // namespace device_link
