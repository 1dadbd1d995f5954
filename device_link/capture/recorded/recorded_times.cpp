// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_times.h"

#include <algorithm>

namespace device_link {

SampleTimeMap RecordedTimes::mapOf(std::size_t segment) const
{
    // The map takes no stamp that goes back: which ones it takes depends only on the last one before.
    SampleTimeMap map(m_periodNs);
    if (segment > 0)
        if (const auto &last = m_segments.place(segment - 1).last)
            map.add(last->index, last->kitTimeNs);
    if (segment < m_segments.count())
        for (const RecordedStamp &stamp : *m_segments.stamps(segment))
            map.add(stamp.index, stamp.kitTimeNs);
    if (segment + 1 < m_segments.count())
        if (const auto &next = m_segments.place(segment + 1).next)
            map.add(next->index, next->kitTimeNs);
    return map;
}

std::int64_t RecordedTimes::timeOf(std::uint64_t index) const
{
    const std::size_t after = m_segments.endingAfter(index);
    const bool inside = after < m_segments.count() && m_segments.place(after).place.firstIndex <= index;
    return mapOf(inside || after == 0 ? after : after - 1).timeOf(index);
}

std::uint64_t RecordedTimes::indexAt(std::int64_t kitTimeNs) const
{
    // The first segment by whose end a later stamp came.
    std::size_t low = 0;
    std::size_t high = m_segments.count();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        const auto &last = m_segments.place(middle).last;
        if (!last || last->kitTimeNs <= kitTimeNs)
            low = middle + 1;
        else
            high = middle;
    }
    return mapOf(low).indexAt(kitTimeNs);
}

} // namespace device_link
