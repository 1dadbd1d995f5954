// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_gap.h"
#include "sample_time_map.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

namespace device_link {

/// What is known of a stream beside its samples: the time of its blocks, and its gaps.
///
/// The writer only puts notes into a ring; whoever reads files them first, under a lock of the readers. So the writer
/// waits for nobody, except when nobody has read for the last kNotes notes: then it files them itself.
class SampleNotes
{
public:
    explicit SampleNotes(double periodNs)
        : m_times(periodNs)
    {
    }

    // Writer
    void addStamp(std::uint64_t index, std::int64_t kitTimeNs);
    void addGap(const SampleGap &gap);
    /// Samples before index are no longer kept: what is only of use for them is forgotten with the next reader.
    void forgetBefore(std::uint64_t index) { m_begin.store(index, std::memory_order_relaxed); }

    // Readers
    [[nodiscard]] std::int64_t timeOf(std::uint64_t index) const;
    [[nodiscard]] std::uint64_t indexAt(std::int64_t kitTimeNs) const;
    /// A map that gives the same times for [first, last].
    [[nodiscard]] SampleTimeMap timesOf(std::uint64_t first, std::uint64_t last) const;
    [[nodiscard]] std::vector<SampleGap> gaps() const;
    /// Of the samples [first, last) those that nobody measured.
    [[nodiscard]] std::uint64_t pausedIn(std::uint64_t first, std::uint64_t last) const;
    /// The last gap that begins at or before index, and the first one that begins after it.
    struct Neighbours {
        std::optional<SampleGap> before, after;
    };
    [[nodiscard]] Neighbours gapsAround(std::uint64_t index) const;

private:
    static constexpr std::size_t kNotes = 4096;
    struct Note {
        bool isGap = false;
        SampleGap gap;
        std::int64_t kitTimeNs = 0; ///< of gap.firstIndex, when it is no gap
    };
    void put(const Note &note);
    void file() const; ///< under m_mutex
    void file(const Note &note) const;

    std::array<Note, kNotes> m_ring;
    std::atomic<std::uint64_t> m_written = 0;
    mutable std::atomic<std::uint64_t> m_filed = 0;
    std::atomic<std::uint64_t> m_begin = 0;

    mutable std::mutex m_mutex; ///< guards what follows; held for a look, never for a scan of samples
    mutable SampleTimeMap m_times;
    mutable std::deque<SampleGap> m_gaps;
};

} // namespace device_link
