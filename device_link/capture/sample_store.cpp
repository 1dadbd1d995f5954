// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_store.h"

#include "sample_chunk.h"
#include "sample_time_map.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <iterator>
#include <limits>
#include <mutex>
#include <utility>

namespace device_link {

namespace {

__extension__ using Wide = unsigned __int128; // index times column count passes 64 bits

using ChunkList = std::vector<std::shared_ptr<const SampleChunk>>;

std::optional<PowerPair> powerPair(const SampleStreamInfo &info)
{
    const auto find = [&info](const char *name) {
        const auto at = std::find_if(info.channels.begin(), info.channels.end(),
            [name](const SampleChannel &channel) { return channel.name == name; });
        return static_cast<std::size_t>(at - info.channels.begin());
    };
    const PowerPair pair{find("current"), find("voltage")};
    if (pair.current == info.channels.size() || pair.voltage == info.channels.size())
        return std::nullopt;
    return pair;
}

double periodNs(const SampleStreamInfo &info)
{
    if (info.rateNum > 0 && info.rateDen > 0)
        return 1e9 * double(info.rateDen) / double(info.rateNum);
    return info.rateHz > 0 ? 1e9 / info.rateHz : 0;
}

/// What a reader works on without a lock: everything in it below end stays as it is.
struct Snapshot {
    std::shared_ptr<const ChunkList> chunks;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;

    [[nodiscard]] ChunkList::const_iterator chunkAt(std::uint64_t index) const
    {
        return std::lower_bound(chunks->begin(), chunks->end(), index,
            [](const auto &chunk, std::uint64_t wanted) { return chunk->last() < wanted; });
    }

    /// Calls use(chunk, offset, end offset) for the kept part of [from, to), in order.
    template <typename Use>
    void forEachPart(std::uint64_t from, std::uint64_t to, Use use) const
    {
        from = std::max(from, begin);
        to = std::min(to, end);
        if (from >= to)
            return;
        for (auto at = chunkAt(from); at != chunks->end() && (*at)->first() < to; ++at) {
            const SampleChunk &chunk = **at;
            const std::uint64_t first = std::max(from, chunk.first());
            const std::uint64_t last = std::min(to - 1, chunk.last());
            use(chunk, static_cast<std::size_t>(first - chunk.first()),
                static_cast<std::size_t>(last - chunk.first() + 1));
        }
    }
};

} // namespace

struct SampleStore::Private {
    Private(SampleStreamInfo streamInfo, std::size_t byteBudget)
        : info(std::move(streamInfo))
        , power(powerPair(info))
        , budget(byteBudget)
        , times(periodNs(info))
    {
    }

    [[nodiscard]] Snapshot snapshot() const
    {
        const std::scoped_lock lock(mutex);
        return shared;
    }
    std::shared_ptr<SampleChunk> chunkFor(std::uint64_t index, std::shared_ptr<ChunkList> &opened);
    void write(std::uint64_t firstIndex, std::span<const float> values, std::shared_ptr<ChunkList> &opened);
    void evict(ChunkList &chunks, std::uint64_t &begin);
    [[nodiscard]] std::deque<SampleGap>::const_iterator gapAfter(std::uint64_t index) const;

    const SampleStreamInfo info;
    const std::optional<PowerPair> power;
    const std::size_t budget;

    std::shared_ptr<SampleChunk> open; ///< the writer's own

    mutable std::mutex mutex; ///< guards what follows; held for a few copies, never for a scan
    Snapshot shared{std::make_shared<const ChunkList>(), 0, 0};
    std::deque<SampleGap> gaps;
    SampleTimeMap times;
    std::uint64_t lost = 0;
    std::uint64_t received = 0;
};

/// The chunk of index, opened (and added to a copy of the list) when it is a new one.
std::shared_ptr<SampleChunk> SampleStore::Private::chunkFor(std::uint64_t index, std::shared_ptr<ChunkList> &opened)
{
    if (open && index <= open->last())
        return open;
    if (open)
        open->summarizeUpTo(SampleChunk::kSamples);
    if (!opened)
        opened = std::make_shared<ChunkList>(*shared.chunks);
    const std::uint64_t first = index - index % SampleChunk::kSamples;
    open = std::make_shared<SampleChunk>(first, info.channels.size(), power);
    opened->push_back(open);
    return open;
}

void SampleStore::Private::write(
    std::uint64_t firstIndex, std::span<const float> values, std::shared_ptr<ChunkList> &opened)
{
    const std::size_t channels = info.channels.size();
    while (!values.empty()) {
        const auto chunk = chunkFor(firstIndex, opened);
        const auto offset = static_cast<std::size_t>(firstIndex - chunk->first());
        const std::size_t frames = std::min(values.size() / channels, SampleChunk::kSamples - offset);
        chunk->write(offset, values.first(frames * channels));
        chunk->summarizeUpTo(offset + frames);
        values = values.subspan(frames * channels);
        firstIndex += frames;
    }
}

/// Drops the oldest chunks that are above the budget, and what is known about their time and gaps.
void SampleStore::Private::evict(ChunkList &chunks, std::uint64_t &begin)
{
    const std::size_t each = open->byteSize();
    // A stamp and a gap at most per block: 16 and 24 bytes.
    const std::size_t notes = times.size() * 16 + gaps.size() * sizeof(SampleGap);
    std::size_t drop = 0;
    while (drop + 1 < chunks.size() && (chunks.size() - drop) * each + notes > budget)
        ++drop;
    if (drop == 0)
        return;
    chunks.erase(chunks.begin(), chunks.begin() + static_cast<std::ptrdiff_t>(drop));
    begin = chunks.front()->firstWritten();
    times.forgetBefore(begin);
    while (!gaps.empty() && gaps.front().firstIndex < begin)
        gaps.pop_front();
}

/// The first gap that begins after index.
std::deque<SampleGap>::const_iterator SampleStore::Private::gapAfter(std::uint64_t index) const
{
    return std::upper_bound(gaps.begin(), gaps.end(), index,
        [](std::uint64_t wanted, const SampleGap &gap) { return wanted < gap.firstIndex; });
}

SampleStore::SampleStore(SampleStreamInfo info, std::size_t byteBudget)
    : d(std::make_unique<Private>(std::move(info), byteBudget))
{
}

SampleStore::~SampleStore() = default;

const SampleStreamInfo &SampleStore::info() const { return d->info; }

std::size_t SampleStore::channelCount() const { return d->info.channels.size() + (d->power ? 1 : 0); }

bool SampleStore::append(
    std::uint64_t firstIndex, std::int64_t kitTimeNs, std::span<const float> values, SampleGap::Cause gapCause)
{
    const std::size_t channels = d->info.channels.size();
    const std::uint64_t end = d->shared.end; // only this thread changes it
    if (channels == 0 || values.empty() || values.size() % channels != 0)
        return false;
    const std::size_t frames = values.size() / channels;
    if (firstIndex < end || frames > std::numeric_limits<std::uint64_t>::max() - firstIndex)
        return false;

    std::shared_ptr<ChunkList> opened;
    d->write(firstIndex, values, opened);

    std::shared_ptr<const ChunkList> replaced; // freed after the lock
    const std::scoped_lock lock(d->mutex);
    if (firstIndex > end) {
        d->gaps.push_back({end, firstIndex - end, gapCause});
        d->lost += firstIndex - end;
    }
    d->times.add(firstIndex, kitTimeNs);
    d->received += frames;
    d->shared.end = firstIndex + frames;
    if (opened) {
        d->evict(*opened, d->shared.begin);
        replaced = std::exchange(d->shared.chunks, std::move(opened));
    }
    return true;
}

std::uint64_t SampleStore::beginIndex() const { return d->snapshot().begin; }

std::uint64_t SampleStore::endIndex() const { return d->snapshot().end; }

std::uint64_t SampleStore::lostSamples() const
{
    const std::scoped_lock lock(d->mutex);
    return d->lost;
}

std::uint64_t SampleStore::received() const
{
    const std::scoped_lock lock(d->mutex);
    return d->received;
}

std::vector<SampleGap> SampleStore::gaps() const
{
    const std::scoped_lock lock(d->mutex);
    return {d->gaps.begin(), d->gaps.end()};
}

std::int64_t SampleStore::kitTimeOf(std::uint64_t index) const
{
    const std::scoped_lock lock(d->mutex);
    return d->times.timeOf(index);
}

std::uint64_t SampleStore::indexAt(std::int64_t kitTimeNs) const
{
    const std::scoped_lock lock(d->mutex);
    return d->times.indexAt(kitTimeNs);
}

void SampleStore::view(
    std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<SampleColumn> columns) const
{
    std::fill(columns.begin(), columns.end(), SampleColumn{});
    if (channel >= channelCount() || first >= last || columns.empty())
        return;
    const Snapshot now = d->snapshot();
    const Wide span = last - first;
    const Wide cell = Wide(first) * columns.size() / span;
    const auto edge
        = [&](std::size_t column) { return static_cast<std::uint64_t>((cell + column) * span / columns.size()); };
    std::uint64_t from = edge(0);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::uint64_t to = edge(i + 1);
        ColumnSum sum;
        now.forEachPart(from, to, [&](const SampleChunk &chunk, std::size_t offset, std::size_t end) {
            chunk.collect(channel, offset, end, sum);
        });
        const std::uint64_t low = std::max(from, now.begin);
        const std::uint64_t high = std::max(low, std::min(to, now.end));
        SampleColumn &column = columns[i];
        column.gap = sum.count() < high - low;
        column.count = sum.count();
        if (column.count > 0) {
            column.min = sum.min();
            column.max = sum.max();
            column.mean = sum.sum() / double(sum.count());
        }
        from = to;
    }
}

SampleStats SampleStore::stats(std::size_t channel, std::uint64_t first, std::uint64_t last) const
{
    SampleStats stats;
    if (channel >= channelCount())
        return stats;
    const Snapshot now = d->snapshot();
    RangeSum sum;
    now.forEachPart(first, last, [&](const SampleChunk &chunk, std::size_t offset, std::size_t end) {
        chunk.collect(channel, offset, end, sum);
    });
    const std::uint64_t low = std::max(first, now.begin);
    const std::uint64_t high = std::max(low, std::min(last, now.end));
    const SampleSummary &total = sum.total();
    stats.count = total.count;
    stats.missing = high - low - total.count;
    if (total.count == 0)
        return stats;
    const auto count = double(total.count);
    stats.min = double(total.min);
    stats.max = double(total.max);
    stats.sum = total.sum;
    stats.mean = total.sum / count;
    stats.stddev = std::sqrt(total.deviations / count);
    stats.rms = std::sqrt(total.deviations / count + stats.mean * stats.mean);
    return stats;
}

std::vector<float> SampleStore::values(
    std::size_t channel, std::uint64_t first, std::uint64_t last, std::size_t maxCount) const
{
    const Snapshot now = d->snapshot();
    last = std::min(last, now.end);
    if (channel >= channelCount() || first >= last)
        return {};
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(last - first, maxCount));
    std::vector<float> result(count, std::numeric_limits<float>::quiet_NaN());
    now.forEachPart(first, first + count, [&](const SampleChunk &chunk, std::size_t offset, std::size_t end) {
        float *to = result.data() + (chunk.first() + offset - first);
        for (; offset < end; ++offset)
            *to++ = chunk.value(channel, offset);
    });
    return result;
}

SampleRun SampleStore::read(std::uint64_t first, std::size_t maxFrames) const
{
    SampleRun run;
    Snapshot now;
    SampleTimeMap times(0);
    std::uint64_t last = 0;
    {
        const std::scoped_lock lock(d->mutex);
        now = d->shared;
        run.firstIndex = std::max(first, now.begin);
        const auto after = d->gapAfter(run.firstIndex);
        if (after != d->gaps.begin()) {
            const SampleGap &before = *std::prev(after);
            if (before.firstIndex + before.count >= run.firstIndex) {
                run.firstIndex = before.firstIndex + before.count;
                run.before = before;
            }
        }
        last = after != d->gaps.end() ? after->firstIndex : now.end;
        if (last <= run.firstIndex)
            return run;
        last = run.firstIndex + std::min<std::uint64_t>(last - run.firstIndex, maxFrames);
        times = d->times.part(run.firstIndex, last);
    }
    const std::size_t channels = d->info.channels.size();
    run.values.reserve(static_cast<std::size_t>(last - run.firstIndex) * channels);
    now.forEachPart(run.firstIndex, last, [&](const SampleChunk &chunk, std::size_t offset, std::size_t end) {
        for (; offset < end; ++offset)
            for (std::size_t channel = 0; channel < channels; ++channel)
                run.values.push_back(chunk.value(channel, offset));
    });
    run.kitTimeNs.reserve(static_cast<std::size_t>(last - run.firstIndex));
    for (std::uint64_t index = run.firstIndex; index < last; ++index)
        run.kitTimeNs.push_back(times.timeOf(index));
    return run;
}

} // namespace device_link
