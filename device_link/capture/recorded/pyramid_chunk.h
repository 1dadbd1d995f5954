// SPDX-License-Identifier: GPL-3.0-or-later
// The pyramid of a recorded stream: an entry of level n says what 64 · 4^n indices, from a multiple of that on, add up
// to. 4096 entries of a level are a chunk (FORMAT.md §8.4).
#pragma once

#include "device_link/capture/sample_ring.h"
#include "device_link/result.h"

#include "framing/bytes.h"

#include <vector>

namespace device_link {

inline constexpr unsigned kPyramidLevels = 13; ///< the highest has entries of 2^30 indices: counts fit in 32 bits
inline constexpr unsigned kChunkBits = 12;
inline constexpr std::size_t kChunkEntries = std::size_t(1) << kChunkBits;
[[nodiscard]] constexpr unsigned pyramidBits(unsigned level) { return SampleRing::levelBits(level); }

/// What the samples of one channel in an entry add up to.
struct PyramidEntry {
    SampleReduction reduction;
    WideCount squares = 0;

    void add(const PyramidEntry &other)
    {
        reduction.add(other.reduction);
        squares += other.squares;
    }
};

/// Entries of a chunk that follow each other, of all channels.
struct PyramidChunk {
    std::size_t first = 0;             ///< number of the first one in the chunk
    std::vector<std::uint32_t> counts; ///< samples in each
    std::vector<std::vector<PyramidEntry>> channels;
};

/// The same of one channel, to be read.
struct PyramidRun {
    std::size_t first = 0;
    bool whole = false; ///< no sample is missing in any of them
    std::vector<std::uint32_t> counts;
    std::vector<SampleReduction> reductions; ///< min > max where there is no sample
    std::vector<WideCount> squares;          ///< none when they were not asked for
    [[nodiscard]] std::size_t bytes() const;
};

/// Appends the chunk's bytes. 1 to 4096 entries.
void encodeChunk(const PyramidChunk &chunk, framing::Bytes &out);

/// What of a chunk is to be decoded.
struct ChunkWish {
    unsigned level = 0;
    std::size_t first = 0;    ///< as the index says
    std::size_t count = 0;    ///< 1 to 4096
    std::size_t channels = 0; ///< of the stream, power included
    std::size_t channel = 0;
    bool squares = false;
};
/// Safe for any bytes: BadFile when they are no such chunk.
[[nodiscard]] Result<PyramidRun> decodeChunk(framing::ByteView bytes, const ChunkWish &wish);

} // namespace device_link
