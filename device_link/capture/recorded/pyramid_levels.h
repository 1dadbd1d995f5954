// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorded_segments.h"

#include <atomic>
#include <mutex>

namespace device_link {

/// The pyramid of a recorded stream, read and decoded chunk by chunk as it is asked for; the newest ones are kept. A
/// chunk that is damaged is made anew from what lies below it. Any thread.
class PyramidLevels
{
public:
    /// Of an opened pyramid file and what it says of the stream. stream and segments outlive it.
    PyramidLevels(std::unique_ptr<RandomFile> file, const PyramidStream &stream, const RecordedSegments &segments,
        std::size_t byteBudget);

    /// The entries of a chunk that are there; null when there is none of this number. squares: also their squares.
    [[nodiscard]] std::shared_ptr<const PyramidRun> run(
        unsigned level, std::uint64_t number, std::size_t channel, bool squares) const;
    /// The first chunk's number that is not below this one.
    [[nodiscard]] std::optional<std::uint64_t> nextChunk(unsigned level, std::uint64_t number) const;
    /// Chunks that were damaged, until now.
    [[nodiscard]] std::uint64_t damagedChunks() const { return m_damaged.load(std::memory_order_relaxed); }

private:
    using Places = std::vector<PyramidChunkPlace>;
    [[nodiscard]] Places::const_iterator notBelow(unsigned level, std::uint64_t number) const;
    [[nodiscard]] Result<PyramidRun> read(const PyramidChunkPlace &place, const ChunkWish &wish) const;
    [[nodiscard]] PyramidRun made(std::uint64_t number, const ChunkWish &wish) const;
    [[nodiscard]] PyramidChunk chunkOfSegments(std::uint64_t number) const;
    [[nodiscard]] PyramidChunk chunkOfLevelBelow(unsigned level, std::uint64_t number) const;

    const PyramidStream &m_stream;
    const RecordedSegments &m_segments;
    mutable std::mutex m_fileLock;
    const std::unique_ptr<RandomFile> m_file; ///< under the lock
    mutable LruCache<PyramidRun> m_decoded;
    mutable std::atomic<std::uint64_t> m_damaged = 0;
};

} // namespace device_link
