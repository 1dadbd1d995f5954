// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>

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

/// How many of the samples [first, last) nobody measured, by gaps that are in order and do not overlap.
[[nodiscard]] std::uint64_t pausedSamples(const auto &gaps, std::uint64_t first, std::uint64_t last)
{
    std::uint64_t paused = 0;
    auto gap = std::ranges::upper_bound(gaps, first, {}, &SampleGap::firstIndex);
    if (gap != gaps.begin())
        gap = std::prev(gap); // begins before and may reach into it
    for (; gap != gaps.end() && gap->firstIndex < last; ++gap) {
        const std::uint64_t from = std::max(first, gap->firstIndex);
        const std::uint64_t to = std::min(last, gap->firstIndex + gap->count);
        if (gap->cause == SampleGap::Cause::NotMeasured && from < to)
            paused += to - from;
    }
    return paused;
}

} // namespace device_link
