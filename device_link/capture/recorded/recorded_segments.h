// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lru_cache.h"
#include "pyramid_index.h"
#include "recorded_segment.h"

#include <atomic>
#include <mutex>

namespace device_link {

/// The segments of a recorded stream, read and decoded as they are asked for; the newest ones are kept. Any thread: the
/// file is locked for the read of one record.
class RecordedSegments
{
public:
    /// stream: outlives it.
    RecordedSegments(std::unique_ptr<RandomFile> file, const PyramidStream &stream, std::size_t byteBudget);

    [[nodiscard]] const RecordedChannels &channels() const { return m_channels; }
    [[nodiscard]] std::size_t count() const { return m_stream.segments.size(); }
    [[nodiscard]] const PyramidSegment &place(std::size_t number) const { return m_stream.segments[number]; }
    /// The first segment that ends after index; count() when there is none.
    [[nodiscard]] std::size_t endingAfter(std::uint64_t index) const;

    /// Null when it cannot be read (any more). keep: for the next who asks.
    [[nodiscard]] std::shared_ptr<const RecordedSegment> load(std::size_t number, bool keep = true) const;
    /// How often one was found damaged that was sound when the pyramid was made.
    [[nodiscard]] std::uint64_t foundDamaged() const { return m_foundDamaged.load(std::memory_order_relaxed); }
    /// The kit's stamps in a segment; none when it cannot be read.
    [[nodiscard]] std::shared_ptr<const std::vector<RecordedStamp>> stamps(std::size_t number) const;

private:
    static constexpr std::size_t kStampBudget = std::size_t(1) << 20;

    const PyramidStream &m_stream;
    const RecordedChannels m_channels;
    mutable std::atomic<std::uint64_t> m_foundDamaged = 0;
    mutable std::mutex m_fileLock;
    const std::unique_ptr<RandomFile> m_file; ///< under the lock
    mutable LruCache<RecordedSegment> m_decoded;
    mutable LruCache<std::vector<RecordedStamp>> m_stamps;
};

} // namespace device_link
