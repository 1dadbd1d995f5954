// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_notes.h"

#include <algorithm>
#include <iterator>

namespace device_link {

void SampleNotes::addStamp(std::uint64_t index, std::int64_t kitTimeNs) { put({false, {index, 0, {}}, kitTimeNs}); }

void SampleNotes::addGap(const SampleGap &gap) { put({true, gap, 0}); }

void SampleNotes::put(const Note &note)
{
    const std::uint64_t written = m_written.load(std::memory_order_relaxed);
    if (written - m_filed.load(std::memory_order_acquire) == kNotes) {
        const std::scoped_lock lock(m_mutex);
        file();
    }
    m_ring[written % kNotes] = note;
    m_written.store(written + 1, std::memory_order_release);
}

void SampleNotes::file() const
{
    const std::uint64_t written = m_written.load(std::memory_order_acquire);
    std::uint64_t filed = m_filed.load(std::memory_order_relaxed);
    for (; filed < written; ++filed)
        file(m_ring[filed % kNotes]);
    m_filed.store(filed, std::memory_order_release);
    const std::uint64_t begin = m_begin.load(std::memory_order_relaxed);
    m_times.forgetBefore(begin);
    while (!m_gaps.empty() && m_gaps.front().firstIndex < begin)
        m_gaps.pop_front();
}

void SampleNotes::file(const Note &note) const
{
    if (note.isGap)
        m_gaps.push_back(note.gap);
    else
        m_times.add(note.gap.firstIndex, note.kitTimeNs);
}

std::int64_t SampleNotes::timeOf(std::uint64_t index) const
{
    const std::scoped_lock lock(m_mutex);
    file();
    return m_times.timeOf(index);
}

std::uint64_t SampleNotes::indexAt(std::int64_t kitTimeNs) const
{
    const std::scoped_lock lock(m_mutex);
    file();
    return m_times.indexAt(kitTimeNs);
}

SampleTimeMap SampleNotes::timesOf(std::uint64_t first, std::uint64_t last) const
{
    const std::scoped_lock lock(m_mutex);
    file();
    return m_times.part(first, last);
}

std::vector<SampleGap> SampleNotes::gaps() const
{
    const std::scoped_lock lock(m_mutex);
    file();
    return {m_gaps.begin(), m_gaps.end()};
}

std::uint64_t SampleNotes::pausedIn(std::uint64_t first, std::uint64_t last) const
{
    const std::scoped_lock lock(m_mutex);
    file();
    return pausedSamples(m_gaps, first, last);
}

SampleNotes::Neighbours SampleNotes::gapsAround(std::uint64_t index) const
{
    const std::scoped_lock lock(m_mutex);
    file();
    const auto after = std::ranges::upper_bound(m_gaps, index, {}, &SampleGap::firstIndex);
    Neighbours found;
    if (after != m_gaps.begin())
        found.before = *std::prev(after);
    if (after != m_gaps.end())
        found.after = *after;
    return found;
}

} // namespace device_link
