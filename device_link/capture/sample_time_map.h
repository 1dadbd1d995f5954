// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

namespace device_link {

/// The kit time of a sample index, as the kit stamped it.
struct SampleStamp {
    std::uint64_t index = 0;
    std::int64_t kitTimeNs = 0;
};

/// Kit time of sample indices: piecewise linear through the stamps of the blocks, at the stream's nominal rate before
/// the first and after the last of them. Not thread-safe; a copy of a part is cheap.
class SampleTimeMap
{
public:
    /// periodNs: nominal time between two samples; 0 when unknown (then nothing is extrapolated).
    explicit SampleTimeMap(double periodNs);

    /// Takes the stamp of a block. One that does not lie after the last, in index and in time, is not used: the map
    /// stays invertible whatever a kit sends. Returns whether it was.
    bool add(std::uint64_t index, std::int64_t kitTimeNs);
    /// Forgets stamps that are not needed from index on.
    void forgetBefore(std::uint64_t index);
    [[nodiscard]] std::size_t size() const { return m_stamps.size(); }

    /// Nanoseconds of the kit's clock; 0 when there is no stamp.
    [[nodiscard]] std::int64_t timeOf(std::uint64_t index) const;
    /// The nearest index, not below 0; 0 when there is no stamp.
    [[nodiscard]] std::uint64_t indexAt(std::int64_t kitTimeNs) const;
    /// A map that gives the same times for [first, last].
    [[nodiscard]] SampleTimeMap part(std::uint64_t first, std::uint64_t last) const;
    [[nodiscard]] const std::deque<SampleStamp> &stamps() const { return m_stamps; }

private:
    /// A line through a stamp: nanoseconds per sample from there on.
    struct Line {
        SampleStamp through;
        long double slope = 0;
    };
    /// The line on which the stamps before and after position after lie (after: position of the next stamp).
    [[nodiscard]] Line lineBefore(std::size_t after) const;
    [[nodiscard]] std::size_t firstAfter(std::uint64_t index) const;

    double m_periodNs;
    std::deque<SampleStamp> m_stamps;
};

} // namespace device_link
