// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pyramid_chunk.h"
#include "recorded_segment.h"

#include <array>
#include <functional>
#include <vector>

namespace device_link {

/// Makes the pyramid of a stream from its samples, in rising order. Only the open chunk of each level is in memory.
class PyramidBuilder
{
public:
    /// Takes a chunk that is done; numbers of a level rise.
    using Sink = std::function<void(unsigned level, std::uint64_t number, const PyramidChunk &chunk)>;
    /// levels: 1 to kPyramidLevels of them, from the finest on.
    PyramidBuilder(const RecordedChannels &channels, unsigned levels, Sink sink);

    /// The segment's samples of [from, to).
    void add(const RecordedSegment &segment, std::uint64_t from, std::uint64_t to);
    /// An entry of a level: its samples must follow all that were added.
    void addEntry(unsigned level, std::uint64_t number, std::uint32_t count, const std::vector<PyramidEntry> &entries);
    /// Nothing more follows.
    void finish();

private:
    struct Level {
        bool open = false; ///< an entry is
        std::uint64_t number = 0;
        std::uint32_t count = 0;
        std::vector<PyramidEntry> sum; ///< by channel
        std::uint64_t chunkNumber = 0;
        PyramidChunk chunk;
    };
    void close(unsigned level);
    void put(Level &level);
    void flush(unsigned level);

    const RecordedChannels &m_channels;
    const unsigned m_levelCount;
    Sink m_sink;
    std::array<Level, kPyramidLevels> m_levels;
    std::vector<PyramidEntry> m_block;
};

} // namespace device_link
