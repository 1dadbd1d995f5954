// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_segments.h"

#include <algorithm>

namespace device_link {

RecordedSegments::RecordedSegments(
    std::unique_ptr<RandomFile> file, const PyramidStream &stream, std::size_t byteBudget)
    : m_stream(stream)
    , m_channels(stream.info)
    , m_file(std::move(file))
    , m_decoded(byteBudget)
    , m_stamps(kStampBudget)
{
}

std::size_t RecordedSegments::endingAfter(std::uint64_t index) const
{
    const auto found = std::ranges::partition_point(
        m_stream.segments, [index](const PyramidSegment &segment) { return segment.place.endIndex() <= index; });
    return static_cast<std::size_t>(found - m_stream.segments.begin());
}

std::shared_ptr<const RecordedSegment> RecordedSegments::load(std::size_t number, bool keep) const
{
    if (auto known = m_decoded.find(number))
        return known;
    std::unique_lock lock(m_fileLock);
    auto read = RecordedSegment::load(*m_file, place(number).place, m_stream.info, m_channels);
    lock.unlock();
    if (!read) {
        if (read.error().fault() == Fault::BadFile)
            m_foundDamaged.fetch_add(1, std::memory_order_relaxed);
        return nullptr;
    }
    auto segment = std::make_shared<const RecordedSegment>(std::move(*read));
    if (keep)
        m_decoded.insert(number, segment, segment->bytes());
    return segment;
}

std::shared_ptr<const std::vector<RecordedStamp>> RecordedSegments::stamps(std::size_t number) const
{
    if (auto known = m_stamps.find(number))
        return known;
    std::unique_lock lock(m_fileLock);
    auto read = RecordedSegment::loadStamps(*m_file, place(number).place);
    lock.unlock();
    auto stamps
        = std::make_shared<const std::vector<RecordedStamp>>(read ? std::move(*read) : std::vector<RecordedStamp>{});
    m_stamps.insert(number, stamps, (stamps->capacity() + 1) * sizeof(RecordedStamp));
    return stamps;
}

} // namespace device_link
