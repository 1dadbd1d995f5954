// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a pyramid file; its checksums are put right first, as they would keep the fuzzer out of everything
// behind them. An input that begins with 'C' is a chunk instead: 'C', level, channel, u16 entries, the bytes.
#include "fuzz_input.h"

#include "device_link/capture/file/little_endian.h"
#include "device_link/capture/recorded/pyramid_index.h"

#include "framing/crc.h"

#include <cstring>

using namespace device_link;

namespace {

constexpr std::size_t kChannels = 3;

void checkRun(const PyramidRun &run, const ChunkWish &wish)
{
    FUZZ_CHECK(run.first == wish.first && run.counts.size() == wish.count);
    FUZZ_CHECK(run.reductions.size() == wish.count && run.squares.size() == (wish.squares ? wish.count : 0));
    for (std::size_t i = 0; i < wish.count; ++i) {
        const SampleReduction &entry = run.reductions[i];
        const std::int64_t count = run.counts[i];
        FUZZ_CHECK(count <= std::int64_t(1) << pyramidBits(wish.level));
        FUZZ_CHECK((entry.min <= entry.max) == (count > 0));
        FUZZ_CHECK(count == 0 || (entry.sum >= count * entry.min && entry.sum <= count * entry.max));
    }
}

/// What was decoded says the same again when it is written and read.
void checkRoundTrip(const PyramidRun &run, ChunkWish wish)
{
    PyramidChunk chunk{run.first, run.counts, {{}}};
    for (std::size_t i = 0; i < run.counts.size(); ++i)
        chunk.channels[0].push_back({run.reductions[i], run.squares[i]});
    framing::Bytes bytes;
    encodeChunk(chunk, bytes);
    wish.channels = 1;
    wish.channel = 0;
    const auto again = decodeChunk(bytes, wish);
    FUZZ_CHECK(again && again->counts == run.counts && again->squares == run.squares);
    for (std::size_t i = 0; i < run.counts.size(); ++i)
        FUZZ_CHECK(std::memcmp(&again->reductions[i], &run.reductions[i], sizeof run.reductions[i]) == 0);
}

void readChunk(framing::ByteView bytes)
{
    if (bytes.size() < 4)
        return;
    const ChunkWish wish{bytes[0] % kPyramidLevels, 0, 1 + fieldAt<std::uint16_t>(bytes, 2) % kChunkEntries, kChannels,
        bytes[1] % kChannels, true};
    const auto run = decodeChunk(bytes.subspan(4), wish);
    if (!run)
        return;
    checkRun(*run, wish);
    checkRoundTrip(*run, wish);
}

/// Puts both checksums right, and the length of the index.
void repair(framing::Bytes &file)
{
    constexpr std::size_t checked = PyramidHeader::kBytes - sizeof(std::uint32_t);
    if (file.size() < PyramidHeader::kBytes)
        return;
    const auto put = [&file](std::size_t at, auto value) { std::memcpy(file.data() + at, &value, sizeof value); };
    const std::size_t index = std::min<std::uint64_t>(fieldAt<std::uint64_t>(file, 32), file.size());
    put(28, framing::crc32c(framing::ByteView(file).subspan(index)));
    put(60, framing::crc32c(framing::ByteView(file).first(checked)));
}

void checkStream(const PyramidStream &stream, const PyramidHeader &header)
{
    std::uint64_t end = 0;
    for (const PyramidSegment &segment : stream.segments) {
        FUZZ_CHECK(segment.place.firstIndex >= end && segment.place.endIndex() > segment.place.firstIndex);
        FUZZ_CHECK(segment.place.offset + segment.place.bytes <= header.binding.recordingBytes);
        end = segment.place.endIndex();
    }
    for (const auto &chunks : stream.chunks)
        for (const PyramidChunkPlace &chunk : chunks)
            FUZZ_CHECK(chunk.offset + chunk.bytes <= header.indexOffset);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const framing::ByteView input(bytes, size);
    if (size > 0 && bytes[0] == 'C') {
        readChunk(input.subspan(1));
        return 0;
    }
    framing::Bytes file(bytes, bytes + size);
    repair(file);
    const auto header = parsePyramidHeader(file);
    if (!header || header->indexOffset > file.size())
        return 0;
    const auto index = parsePyramidIndex(framing::ByteView(file).subspan(header->indexOffset), *header);
    if (!index)
        return 0;
    for (const auto &[number, stream] : index->streams)
        checkStream(stream, *header);
    // What was understood is written as it was understood.
    const framing::Bytes again = pyramidIndexBytes(*index);
    const auto same = parsePyramidIndex(again, *header);
    FUZZ_CHECK(same && pyramidIndexBytes(*same) == again);
    return 0;
}
