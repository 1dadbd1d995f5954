// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pyramid_index.h"

namespace device_link {

/// The gaps of a recorded stream by index: what lies between its segments, and before and after them as far as records
/// tell of it, each with the cause that a record gives, or Unknown.
[[nodiscard]] std::vector<SampleGap> recordedGaps(
    const std::vector<PyramidSegment> &segments, std::vector<RecordedGap> records);

} // namespace device_link
