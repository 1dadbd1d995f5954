// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace device_link {

/// A run of samples that never arrived, that the kit dropped, that a recording lacks, or that nobody measured. Both
/// ends are known by index.
struct SampleGap {
    std::uint64_t firstIndex = 0;
    std::uint64_t count = 0;
    enum class Cause : std::uint8_t {
        KitDropped,      ///< the kit said it dropped them
        LinkLost,        ///< nothing came while the link was down
        Corrupted,       ///< they came with a wrong checksum
        RecorderOverrun, ///< they came, but faster than the disk took them: only in recordings
        Unknown,         ///< nobody said why: in recordings also what was damaged there
        NotMeasured,     ///< the stream was stopped and later begun again: nothing is lost
    } cause = Cause::KitDropped;
};

} // namespace device_link
