// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_sum.h"

#include <algorithm>

namespace device_link {

const RecordedSegment *RecordedSummer::segmentAt(std::size_t number)
{
    if (number != m_number) {
        m_segment = m_segments.load(number);
        m_number = number;
    }
    return m_segment.get();
}

void RecordedSummer::loadBlock(std::uint64_t block)
{
    const RecordedChannels &channels = m_segments.channels();
    const std::uint64_t first = block * kSampleBlock;
    m_block = block;
    m_present = 0;
    if (m_segment && first >= m_segment->firstIndex()
        && first - m_segment->firstIndex() + kSampleBlock <= m_segment->frames()) {
        m_segment->linear(channels, m_channel, static_cast<std::size_t>(first - m_segment->firstIndex()), m_values);
        m_present = ~std::uint64_t(0);
        return;
    }
    for (std::size_t i = m_segments.endingAfter(first); i < m_segments.count(); ++i) {
        const SegmentPlace &place = m_segments.place(i).place;
        const std::uint64_t from = std::max(first, place.firstIndex);
        if (from - first >= kSampleBlock)
            break;
        const RecordedSegment *segment = segmentAt(i);
        if (!segment)
            continue;
        const auto at = static_cast<std::size_t>(from - first);
        const auto count
            = static_cast<std::size_t>(std::min<std::uint64_t>(place.endIndex() - from, kSampleBlock - at));
        LinearBlock values;
        segment->linear(channels, m_channel, static_cast<std::size_t>(from - place.firstIndex), values);
        std::copy_n(values.begin(), count, m_values.begin() + static_cast<std::ptrdiff_t>(at));
        m_present |= (~std::uint64_t(0) >> (kSampleBlock - count)) << at;
    }
}

} // namespace device_link
