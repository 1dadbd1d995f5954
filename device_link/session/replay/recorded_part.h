// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace device_link {

/// A stream of a recording that has samples: what was measured from one start of its kit, or change of its rate, to the
/// next.
struct RecordedPart {
    std::uint32_t stream = 0; ///< its number in the file
    std::uint32_t bootId = 0;
    std::int64_t beginNs = 0, endNs = 0; ///< kit time of its first sample, and of the end of its last one
    double rateHz = 0;
    std::uint64_t lostFrames = 0;           ///< by damage, of those that its heads tell of
    std::optional<std::int64_t> beginUtcNs; ///< since 1970-01-01 UTC; none: the recording does not know
};

} // namespace device_link
