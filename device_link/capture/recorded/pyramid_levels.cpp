// SPDX-License-Identifier: GPL-3.0-or-later
#include "pyramid_levels.h"

#include "pyramid_builder.h"

#include "framing/crc.h"

#include <algorithm>

namespace device_link {

namespace {

/// Numbers of chunks need 46 bits, channels 7, levels 4.
std::uint64_t keyOf(unsigned level, std::uint64_t number, std::size_t channel, bool squares)
{
    return number << 12 | std::uint64_t(channel) << 5 | std::uint64_t(level) << 1 | (squares ? 1 : 0);
}

} // namespace

PyramidLevels::PyramidLevels(std::unique_ptr<RandomFile> file, const PyramidStream &stream,
    const RecordedSegments &segments, std::size_t byteBudget)
    : m_stream(stream)
    , m_segments(segments)
    , m_file(std::move(file))
    , m_decoded(byteBudget)
{
}

PyramidLevels::Places::const_iterator PyramidLevels::notBelow(unsigned level, std::uint64_t number) const
{
    const Places &places = m_stream.chunks.at(level);
    // Where nothing is missing the chunks follow each other.
    if (!places.empty() && number >= places.front().number && number - places.front().number < places.size()) {
        const auto guess = places.begin() + static_cast<std::ptrdiff_t>(number - places.front().number);
        if (guess->number == number)
            return guess;
    }
    return std::ranges::lower_bound(places, number, {}, &PyramidChunkPlace::number);
}

std::optional<std::uint64_t> PyramidLevels::nextChunk(unsigned level, std::uint64_t number) const
{
    const auto found = notBelow(level, number);
    return found == m_stream.chunks.at(level).end() ? std::nullopt : std::optional(found->number);
}

std::shared_ptr<const PyramidRun> PyramidLevels::run(
    unsigned level, std::uint64_t number, std::size_t channel, bool squares) const
{
    const auto place = notBelow(level, number);
    if (place == m_stream.chunks.at(level).end() || place->number != number)
        return nullptr;
    const std::uint64_t key = keyOf(level, number, channel, squares);
    if (auto known = m_decoded.find(key))
        return known;
    const ChunkWish wish{level, place->first, place->count, m_segments.channels().count(), channel, squares};
    auto read = this->read(*place, wish);
    if (!read)
        m_damaged.fetch_add(1, std::memory_order_relaxed);
    auto run = std::make_shared<const PyramidRun>(read ? std::move(*read) : made(number, wish));
    m_decoded.insert(key, run, run->bytes());
    return run;
}

Result<PyramidRun> PyramidLevels::read(const PyramidChunkPlace &place, const ChunkWish &wish) const
{
    framing::Bytes bytes(place.bytes);
    std::unique_lock lock(m_fileLock);
    const auto got = m_file->read(place.offset, bytes);
    lock.unlock();
    if (!got || *got != bytes.size() || framing::crc32c(bytes) != place.crc)
        return fail(Fault::BadFile);
    return decodeChunk(bytes, wish);
}

/// What a damaged chunk should have been.
PyramidRun PyramidLevels::made(std::uint64_t number, const ChunkWish &wish) const
{
    const PyramidChunk chunk = wish.level == 0 ? chunkOfSegments(number) : chunkOfLevelBelow(wish.level, number);
    PyramidRun run;
    if (chunk.counts.empty()) // cannot be read any more
        return run;
    run.first = chunk.first;
    run.counts = chunk.counts;
    for (const PyramidEntry &entry : chunk.channels[wish.channel]) {
        run.reductions.push_back(entry.reduction);
        if (wish.squares)
            run.squares.push_back(entry.squares);
    }
    return run;
}

PyramidChunk PyramidLevels::chunkOfSegments(std::uint64_t number) const
{
    PyramidChunk made;
    PyramidBuilder builder(
        m_segments.channels(), 1, [&](unsigned, std::uint64_t, const PyramidChunk &chunk) { made = chunk; });
    constexpr unsigned bits = kChunkBits + pyramidBits(0);
    const std::uint64_t first = number << bits;
    const std::uint64_t last = first + ((std::uint64_t(1) << bits) - 1); // the end itself may pass 64 bits
    for (std::size_t i = m_segments.endingAfter(first); i < m_segments.count(); ++i) {
        const SegmentPlace &place = m_segments.place(i).place;
        if (place.firstIndex > last)
            break;
        if (const auto segment = m_segments.load(i, false))
            builder.add(*segment, std::max(first, place.firstIndex), std::min(last, place.endIndex() - 1) + 1);
    }
    builder.finish();
    return made;
}

PyramidChunk PyramidLevels::chunkOfLevelBelow(unsigned level, std::uint64_t number) const
{
    PyramidChunk made;
    PyramidBuilder builder(
        m_segments.channels(), level + 1, [&](unsigned of, std::uint64_t, const PyramidChunk &chunk) {
            if (of == level)
                made = chunk;
        });
    const std::size_t channels = m_segments.channels().count();
    std::vector<PyramidEntry> entries(channels);
    std::vector<std::shared_ptr<const PyramidRun>> runs(channels);
    for (std::uint64_t below = number << SampleRing::kBranchBits; below >> SampleRing::kBranchBits == number; ++below) {
        bool alike = true; // a file that contradicts itself must not lead out of bounds
        for (std::size_t channel = 0; channel < channels; ++channel) {
            runs[channel] = run(level - 1, below, channel, true);
            alike = alike && runs[channel] && runs[channel]->first == runs[0]->first
                && runs[channel]->squares.size() == runs[0]->counts.size();
        }
        for (std::size_t i = 0; alike && i < runs[0]->counts.size(); ++i) {
            for (std::size_t channel = 0; channel < channels; ++channel)
                entries[channel] = {runs[channel]->reductions[i], runs[channel]->squares[i]};
            if (runs[0]->counts[i] > 0)
                builder.addEntry(level - 1, (below << kChunkBits) + runs[0]->first + i, runs[0]->counts[i], entries);
        }
    }
    builder.finish();
    return made;
}

} // namespace device_link
