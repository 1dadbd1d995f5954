// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_store.h"

#include "column_edges.h"
#include "sample_notes.h"
#include "sample_percentiles.h"
#include "sample_slots.h"
#include "sample_stats.h"
#include "sample_sum.h"
#include "store_columns.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace device_link {

namespace {

constexpr std::uint64_t kNoSlot = ~std::uint64_t(0);
constexpr std::size_t kAhead = 8; ///< columns whose samples a view sends for before it adds them up

/// The values of a part, each stride floats after the last; NaN where none is.
void copyValues(const SampleRing &ring, std::size_t channel, const SamplePart &part, float *to, std::size_t stride)
{
    const double quantum = ring.quantum(channel);
    LinearBlock values;
    for (std::size_t at = part.offset; at < part.last; ++at, to += stride) {
        const std::size_t inBlock = at % kSampleBlock;
        if (at == part.offset || inBlock == 0)
            ring.linear(channel, part.slot, at / kSampleBlock, values);
        const bool there = (ring.present(part.slot, at / kSampleBlock) >> inBlock & 1) != 0;
        *to = there ? static_cast<float>(double(values[inBlock]) * quantum) : std::numeric_limits<float>::quiet_NaN();
    }
}

} // namespace

/// Samples that follow each other without a gap.
struct SampleSpan {
    std::uint64_t first = 0;
    std::size_t count = 0;
    std::optional<SampleGap> before; ///< that ends at first
};

struct SampleStore::Private {
    Private(SampleStreamInfo streamInfo, std::size_t byteBudget)
        : info(std::move(streamInfo))
        , ring(info, byteBudget)
        , slots(ring.slots())
        , notes(info.periodNs())
        , histograms(ring, slots)
    {
    }

    void open(std::uint64_t chunk, std::uint64_t first);
    void write(std::uint64_t firstIndex, std::span<const std::uint8_t> frames);
    void summarizeTo(std::size_t offset);
    template <typename Sum>
    void addUp(const SampleBounds &now, std::size_t channel, std::uint64_t first, std::uint64_t last, Sum &sum) const;
    [[nodiscard]] SampleSpan next(const SampleBounds &now, std::uint64_t first, std::size_t maxFrames) const;
    /// Reads until what it read was there all the time. read(bounds) starts anew each time.
    template <typename Read>
    void readWhole(Read read) const
    {
        SampleBounds bounds;
        do {
            bounds = slots.bounds();
            read(bounds);
        } while (!slots.hold(bounds));
    }

    const SampleStreamInfo info;
    SampleRing ring;
    SampleSlots slots;
    SampleNotes notes;
    mutable SamplePercentiles histograms;
    std::atomic<std::uint64_t> lost = 0;
    std::atomic<std::uint64_t> received = 0;

    // The writer's own.
    std::uint64_t end = 0;
    std::uint64_t chunk = kNoSlot; ///< that is open
    std::size_t position = 0;      ///< of the open slot
    std::size_t blocks = 0;        ///< of the open slot that are summarized
    std::vector<std::uint8_t> words;
};

void SampleStore::Private::summarizeTo(std::size_t offset)
{
    for (; (blocks + 1) * kSampleBlock <= offset; ++blocks)
        ring.summarize(position, blocks);
}

void SampleStore::Private::open(std::uint64_t next, std::uint64_t first)
{
    if (chunk != kNoSlot)
        summarizeTo(SampleRing::kSlot);
    chunk = next;
    position = slots.open(chunk, first);
    ring.clear(position);
    blocks = 0;
    notes.forgetBefore(slots.bounds().begin);
}

void SampleStore::Private::write(std::uint64_t firstIndex, std::span<const std::uint8_t> frames)
{
    while (!frames.empty()) {
        if (firstIndex >> SampleRing::kSlotBits != chunk)
            open(firstIndex >> SampleRing::kSlotBits, firstIndex);
        const auto offset = static_cast<std::size_t>(firstIndex % SampleRing::kSlot);
        const std::size_t count = std::min(frames.size() / ring.frameBytes(), SampleRing::kSlot - offset);
        ring.write(position, offset, frames.first(count * ring.frameBytes()));
        summarizeTo(offset + count);
        frames = frames.subspan(count * ring.frameBytes());
        firstIndex += count;
    }
}

SampleStore::SampleStore(SampleStreamInfo info, std::size_t byteBudget)
    : d(std::make_unique<Private>(std::move(info), byteBudget))
{
}

SampleStore::~SampleStore() = default;

const SampleStreamInfo &SampleStore::info() const { return d->info; }

std::size_t SampleStore::channelCount() const { return d->ring.channels(); }

double SampleStore::quantum(std::size_t channel) const { return d->ring.quantum(channel); }

bool SampleStore::append(
    std::uint64_t firstIndex, std::int64_t kitTimeNs, std::span<const std::uint8_t> frames, SampleGap::Cause gapCause)
{
    const std::size_t frameBytes = d->ring.frameBytes();
    if (frameBytes == 0 || frames.empty() || frames.size() % frameBytes != 0)
        return false;
    const std::size_t count = frames.size() / frameBytes;
    if (firstIndex < d->end || count > std::numeric_limits<std::uint64_t>::max() - firstIndex
        || !d->ring.accepts(frames))
        return false;

    d->write(firstIndex, frames);
    if (firstIndex > d->end) {
        d->notes.addGap({d->end, firstIndex - d->end, gapCause});
        if (gapCause != SampleGap::Cause::NotMeasured)
            d->lost.fetch_add(firstIndex - d->end, std::memory_order_relaxed);
    }
    d->notes.addStamp(firstIndex, kitTimeNs);
    d->received.fetch_add(count, std::memory_order_relaxed);
    d->end = firstIndex + count;
    d->slots.publish(d->end);
    return true;
}

bool SampleStore::append(
    std::uint64_t firstIndex, std::int64_t kitTimeNs, std::span<const float> values, SampleGap::Cause gapCause)
{
    const std::size_t channels = d->ring.rawChannels();
    if (channels == 0 || values.size() % channels != 0
        || !std::ranges::all_of(values, [](float value) { return std::isfinite(value); }))
        return false;
    d->words.clear();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t channel = i % channels;
        const std::uint32_t word = d->ring.scale(channel).word(double(values[i]));
        for (std::size_t byte = 0; byte < d->info.channels[channel].wordBytes(); ++byte)
            d->words.push_back(static_cast<std::uint8_t>(word >> (8 * byte)));
    }
    return append(firstIndex, kitTimeNs, std::span<const std::uint8_t>(d->words), gapCause);
}

std::uint64_t SampleStore::beginIndex() const { return d->slots.bounds().begin; }

std::uint64_t SampleStore::endIndex() const { return d->slots.bounds().end; }

std::uint64_t SampleStore::lostSamples() const { return d->lost.load(std::memory_order_relaxed); }

std::uint64_t SampleStore::received() const { return d->received.load(std::memory_order_relaxed); }

std::vector<SampleGap> SampleStore::gaps() const { return d->notes.gaps(); }

std::int64_t SampleStore::kitTimeOf(std::uint64_t index) const { return d->notes.timeOf(index); }

std::uint64_t SampleStore::indexAt(std::int64_t kitTimeNs) const { return d->notes.indexAt(kitTimeNs); }

/// Everything from one sample to another, from as few entries as there are.
template <typename Sum>
void SampleStore::Private::addUp(
    const SampleBounds &now, std::size_t channel, std::uint64_t first, std::uint64_t last, Sum &sum) const
{
    first = std::max(first, now.begin);
    last = std::min(last, now.end);
    if (first >= last)
        return;
    SampleSummer summer(ring, channel);
    const std::uint64_t from = slots.slotAt(now, first >> SampleRing::kSlotBits);
    const std::uint64_t to = slots.slotAt(now, (last - 1) >> SampleRing::kSlotBits);
    const auto addPart = [&](const SamplePart &part) { summer.add(part.slot, part.offset, part.last, sum); };
    if (to <= from + 1)
        return slots.forEachPart(now, first, last, addPart);
    slots.forEachPart(now, first, (slots.chunkOf(from) + 1) << SampleRing::kSlotBits, addPart);
    const std::size_t middle = slots.positionOf(from + 1);
    const std::size_t after = slots.positionOf(to);
    if (middle < after) {
        summer.addSlots(middle, after, sum);
    } else {
        summer.addSlots(middle, ring.slots(), sum);
        summer.addSlots(0, after, sum);
    }
    if (to < now.endSlot)
        slots.forEachPart(now, slots.chunkOf(to) << SampleRing::kSlotBits, last, addPart);
}

void SampleStore::viewCells(
    std::size_t channel, const ColumnGrid &grid, std::uint64_t firstCell, std::span<SampleColumn> columns) const
{
    if (channel >= channelCount() || grid.samples == 0 || grid.columns == 0 || columns.empty()) {
        std::ranges::fill(columns, SampleColumn{});
        return;
    }
    const double quantum = d->ring.quantum(channel);
    d->readWhole([&](const SampleBounds &now) {
        ColumnEdges edges(grid, firstCell);
        std::uint64_t from = edges.edge();
        const std::uint64_t last = ColumnEdges(grid, firstCell + columns.size()).edge();
        const auto kept = [&now](std::uint64_t low, std::uint64_t high) {
            low = std::max(low, now.begin);
            return std::max(low, std::min(high, now.end)) - low;
        };
        SampleCount there;
        d->addUp(now, channel, from, last, there);
        StoreColumns summer(d->ring, d->slots, now, channel, edges.level(), there.count == kept(from, last),
            grid.samples / grid.columns);
        ColumnEdges ahead = edges;
        for (std::size_t i = 0; i < kAhead; ++i)
            ahead.next();
        for (SampleColumn &column : columns) {
            edges.next();
            ahead.next();
            summer.expect(ahead.edge());
            const std::uint64_t to = edges.edge();
            ColumnSum sum;
            summer.add(from, to, sum);
            column = {};
            column.gap = sum.count < kept(from, to);
            column.count = sum.count;
            if (sum.count > 0) {
                column.min = static_cast<float>(double(sum.reduction.min) * quantum);
                column.max = static_cast<float>(double(sum.reduction.max) * quantum);
                column.mean = double(sum.reduction.sum) * quantum / double(sum.count);
            }
            from = to;
        }
    });
}

SampleStats SampleStore::stats(std::size_t channel, std::uint64_t first, std::uint64_t last) const
{
    SampleStats stats;
    if (channel >= channelCount())
        return stats;
    d->readWhole([&](const SampleBounds &now) {
        RangeSum sum;
        d->addUp(now, channel, first, last, sum);
        const std::uint64_t low = std::max(first, now.begin);
        const std::uint64_t high = std::max(low, std::min(last, now.end));
        stats = sampleStats(sum, d->ring.quantum(channel));
        stats.missing = high - low - sum.count;
        if (stats.missing > 0)
            stats.paused = std::min(stats.missing, d->notes.pausedIn(low, high));
    });
    return stats;
}

std::vector<float> SampleStore::values(
    std::size_t channel, std::uint64_t first, std::uint64_t last, std::size_t maxCount) const
{
    std::vector<float> result;
    if (channel >= channelCount())
        return result;
    d->readWhole([&](const SampleBounds &now) {
        const std::uint64_t end = std::min(last, now.end);
        const std::uint64_t count = first < end ? std::min<std::uint64_t>(end - first, maxCount) : 0;
        result.assign(static_cast<std::size_t>(count), std::numeric_limits<float>::quiet_NaN());
        d->slots.forEachPart(now, first, first + count, [&](const SamplePart &part) {
            copyValues(d->ring, channel, part, result.data() + (part.firstIndex - first), 1);
        });
    });
    return result;
}

SampleSpan SampleStore::Private::next(const SampleBounds &now, std::uint64_t first, std::size_t maxFrames) const
{
    SampleSpan span;
    span.first = std::max(first, now.begin);
    const SampleNotes::Neighbours gaps = notes.gapsAround(span.first);
    if (gaps.before && gaps.before->firstIndex + gaps.before->count >= span.first) {
        span.first = gaps.before->firstIndex + gaps.before->count;
        span.before = gaps.before;
    }
    const std::uint64_t last = gaps.after ? std::min(gaps.after->firstIndex, now.end) : now.end;
    if (last > span.first)
        span.count = static_cast<std::size_t>(std::min<std::uint64_t>(last - span.first, maxFrames));
    return span;
}

SampleRun SampleStore::read(std::uint64_t first, std::size_t maxFrames) const
{
    SampleRun run;
    const std::size_t channels = d->ring.rawChannels();
    SampleSpan span;
    d->readWhole([&](const SampleBounds &now) {
        span = d->next(now, first, maxFrames);
        run.values.resize(span.count * channels);
        d->slots.forEachPart(now, span.first, span.first + span.count, [&](const SamplePart &part) {
            float *to = run.values.data() + (part.firstIndex - span.first) * channels;
            for (std::size_t channel = 0; channel < channels; ++channel)
                copyValues(d->ring, channel, part, to + channel, channels);
        });
    });
    run.firstIndex = span.first;
    run.before = span.before;
    const SampleTimeMap times = d->notes.timesOf(span.first, span.first + span.count);
    run.kitTimeNs.reserve(span.count);
    for (std::size_t i = 0; i < span.count; ++i)
        run.kitTimeNs.push_back(times.timeOf(span.first + i));
    return run;
}

SampleWords SampleStore::readWords(std::uint64_t first, std::size_t maxFrames) const
{
    SampleWords words;
    const std::size_t frameBytes = d->ring.frameBytes();
    SampleSpan span;
    d->readWhole([&](const SampleBounds &now) {
        span = d->next(now, first, maxFrames);
        words.frames.resize(span.count * frameBytes);
        d->slots.forEachPart(now, span.first, span.first + span.count, [&](const SamplePart &part) {
            d->ring.readFrames(part.slot, part.offset, part.last - part.offset,
                words.frames.data() + (part.firstIndex - span.first) * frameBytes);
        });
    });
    words.firstIndex = span.first;
    words.count = span.count;
    words.before = span.before;
    if (span.count == 0)
        return words;
    const SampleTimeMap times = d->notes.timesOf(span.first, span.first + span.count);
    words.kitTimeNs = times.timeOf(span.first);
    std::copy_if(times.stamps().begin(), times.stamps().end(), std::back_inserter(words.stamps),
        [&](const SampleStamp &stamp) { return stamp.index > span.first && stamp.index < span.first + span.count; });
    return words;
}

std::vector<double> SampleStore::percentiles(
    std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<const double> quantiles) const
{
    std::vector<double> values;
    if (channel >= channelCount())
        return values;
    for (const std::int32_t linear : d->histograms.of(channel, first, last, quantiles))
        values.push_back(double(linear) * d->ring.quantum(channel));
    return values;
}

} // namespace device_link
