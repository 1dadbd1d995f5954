// SPDX-License-Identifier: GPL-3.0-or-later
// What a pyramid file (FORMAT.md §8) says beside its chunks. Reading is safe for any bytes.
#pragma once

#include "pyramid_chunk.h"

#include "device_link/capture/file/recording_file_index.h"
#include "device_link/capture/sample_gap.h"

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace device_link {

/// The recording that a pyramid was made of, as it was then.
struct PyramidBinding {
    std::uint32_t fileId = 0;
    std::uint64_t recordingBytes = 0;
    std::uint32_t tailCrc = 0; ///< of its last kTailBytes, or of all when it is shorter
    static constexpr std::size_t kTailBytes = 4096;
    friend bool operator==(const PyramidBinding &, const PyramidBinding &) = default;
};

/// A samples record that is sound, and the kit's stamps that count around it (SampleTimeMap).
struct PyramidSegment {
    SegmentPlace place;                ///< its kitTimeNs is not kept: stamps say more
    std::optional<RecordedStamp> last; ///< of this and all before
    std::optional<RecordedStamp> next; ///< the first of this and all that follow
};

struct PyramidChunkPlace {
    std::uint64_t number = 0; ///< the first entry's number divided by kChunkEntries
    std::uint64_t offset = 0; ///< in the pyramid file
    std::uint32_t bytes = 0;
    std::uint32_t crc = 0;
    std::uint16_t first = 0; ///< entry of the chunk
    std::uint16_t count = 0; ///< 1 to kChunkEntries
};

struct PyramidStream {
    SampleStreamInfo info;
    bool uncalibrated = false;            ///< as StreamRecord
    bool calibrationChanges = false;      ///< the recording has calibrations that are not used here
    std::vector<PyramidSegment> segments; ///< indices rise, none twice
    std::vector<SampleGap> gaps;          ///< by index, apart from each other and from the segments
    std::array<std::vector<PyramidChunkPlace>, kPyramidLevels> chunks; ///< by number
};

struct PyramidIndex {
    RecordingFileInfo info;
    std::map<std::uint32_t, PyramidStream> streams;
};

/// The first 64 bytes of the file.
struct PyramidHeader {
    static constexpr std::size_t kBytes = 64;
    static constexpr std::uint16_t kVersion = 1;
    PyramidBinding binding;
    std::uint64_t indexOffset = 0;
    std::uint64_t indexBytes = 0;
    std::uint32_t indexCrc = 0;
};
void appendPyramidHeader(framing::Bytes &out, const PyramidHeader &header);
/// BadFile: no header, damaged, or of another version.
[[nodiscard]] Result<PyramidHeader> parsePyramidHeader(framing::ByteView bytes);

[[nodiscard]] framing::Bytes pyramidIndexBytes(const PyramidIndex &index);
/// BadFile when the bytes are no index, or say what cannot be of such a recording and of chunks between the header and
/// header.indexOffset.
[[nodiscard]] Result<PyramidIndex> parsePyramidIndex(framing::ByteView bytes, const PyramidHeader &header);

} // namespace device_link
