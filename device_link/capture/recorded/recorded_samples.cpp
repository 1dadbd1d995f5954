// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_samples.h"

#include "pyramid_file.h"
#include "recorded_percentiles.h"
#include "recorded_sum.h"
#include "recorded_times.h"

#include "device_link/capture/column_edges.h"
#include "device_link/capture/sample_stats.h"

#include "framing/crc.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <limits>

namespace device_link {

struct RecordedSamples::Private {
    Private(PyramidIndex opened, std::uint32_t number, RecordedPyramid where, std::unique_ptr<RandomFile> recording,
        std::unique_ptr<RandomFile> pyramidFile, std::size_t cacheBytes)
        : index(std::move(opened))
        , stream(index.streams.at(number))
        , pyramid(std::move(where))
        , segments(std::move(recording), stream, cacheBytes / 4 * 3)
        , levels(std::move(pyramidFile), stream, segments, cacheBytes / 4)
        , times(segments, stream.info.periodNs())
        , histograms(segments, cacheBytes / 2)
    {
        for (const PyramidSegment &segment : stream.segments)
            received += segment.place.frames;
        for (const SampleGap &gap : stream.gaps)
            lost += gap.cause == SampleGap::Cause::NotMeasured ? 0 : gap.count;
        const bool gapFirst = !stream.gaps.empty()
            && (stream.segments.empty() || stream.gaps.front().firstIndex < stream.segments.front().place.firstIndex);
        if (gapFirst)
            begin = stream.gaps.front().firstIndex;
        else if (!stream.segments.empty())
            begin = stream.segments.front().place.firstIndex;
        end = begin;
        if (!stream.segments.empty())
            end = stream.segments.back().place.endIndex();
        if (!stream.gaps.empty())
            end = std::max(end, stream.gaps.back().firstIndex + stream.gaps.back().count);
    }

    /// How many of [from, to) lie between the ends of the recording.
    [[nodiscard]] std::uint64_t kept(std::uint64_t from, std::uint64_t to) const
    {
        from = std::max(from, begin);
        return std::max(from, std::min(to, end)) - from;
    }
    /// Calls use(number, segment, from, to) for what of [from, to) is in a segment, in order.
    template <typename Use>
    void forEachPart(std::uint64_t from, std::uint64_t to, Use use) const
    {
        for (std::size_t i = segments.endingAfter(from); i < segments.count(); ++i) {
            const SegmentPlace &place = segments.place(i).place;
            if (place.firstIndex >= to)
                return;
            if (const auto segment = segments.load(i))
                use(i, *segment, std::max(from, place.firstIndex), std::min(to, place.endIndex()));
        }
    }
    /// The values of [from, to) of a segment, each stride floats after the last.
    void copyValues(std::size_t channel, const RecordedSegment &segment, std::uint64_t from, std::uint64_t to,
        float *out, std::size_t stride) const;
    [[nodiscard]] std::uint64_t next(std::uint64_t first, std::size_t maxFrames, SampleRun &run) const;

    const PyramidIndex index;
    const PyramidStream &stream;
    const RecordedPyramid pyramid;
    RecordedSegments segments;
    PyramidLevels levels;
    RecordedTimes times;
    mutable RecordedPercentiles histograms;
    std::uint64_t begin = 0, end = 0, received = 0, lost = 0;
};

namespace {

/// Where the pyramid of a recording can be, the better place first.
QStringList pyramidPaths(const QString &path, std::uint32_t fileId, const QString &cacheFolder)
{
    const QString name = QFileInfo(path).absoluteFilePath();
    const QByteArray bytes = name.toUtf8();
    const std::uint32_t crc = framing::crc32c(
        {reinterpret_cast<const std::uint8_t *>(bytes.data()), static_cast<std::size_t>(bytes.size())});
    QString folder = cacheFolder;
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QLatin1String("/pyramids");
    return {name + QLatin1String(".pyramid"),
        QStringLiteral("%1/%2-%3.pyramid")
            .arg(folder)
            .arg(fileId, 8, 16, QLatin1Char('0'))
            .arg(crc, 8, 16, QLatin1Char('0'))};
}

struct Opened {
    PyramidFile file;
    RecordedPyramid pyramid;
};

Result<Opened> findOrMake(RandomFile &recording, const QString &path, const RecordedSamplesOptions &options)
{
    const auto binding = pyramidBinding(recording);
    if (!binding)
        return tl::unexpected(binding.error());
    const QStringList paths = pyramidPaths(path, binding->fileId, options.cacheFolder);
    QString why;
    for (const QString &place : paths) {
        auto found = openPyramid(place, *binding);
        if (found)
            return Opened{std::move(*found), {place, false, {}}};
        if (why.isEmpty() || found.error().fault() == Fault::BadFile)
            why = found.error().detail();
    }
    Result<void> written;
    for (const QString &place : paths) {
        QDir().mkpath(QFileInfo(place).absolutePath());
        written = writePyramid(recording, place, options.progress);
        if (!written && written.error().fault() == Fault::CannotWrite)
            continue;
        if (!written)
            return tl::unexpected(written.error());
        auto made = openPyramid(place, *binding);
        if (!made)
            return tl::unexpected(made.error());
        return Opened{std::move(*made), {place, true, why}};
    }
    return tl::unexpected(written.error());
}

} // namespace

Result<std::shared_ptr<RecordedSamples>> RecordedSamples::open(
    const QString &path, std::uint32_t stream, const RecordedSamplesOptions &options)
{
    auto recording = std::make_unique<RandomFile>();
    if (auto opened = recording->open(path); !opened)
        return tl::unexpected(opened.error());
    auto opened = findOrMake(*recording, path, options);
    if (!opened)
        return tl::unexpected(opened.error());
    if (!opened->file.index.streams.contains(stream))
        return fail(Fault::NotFound, QStringLiteral("no stream %1 in this recording").arg(stream));
    return std::shared_ptr<RecordedSamples>(new RecordedSamples(std::make_unique<Private>(std::move(opened->file.index),
        stream, std::move(opened->pyramid), std::move(recording), std::move(opened->file.file), options.cacheBytes)));
}

RecordedSamples::RecordedSamples(std::unique_ptr<Private> opened)
    : d(std::move(opened))
{
}

RecordedSamples::~RecordedSamples()
{
    if (d->levels.damagedChunks() > 0 || foundDamaged())
        QFile::remove(d->pyramid.path); // the next one to open the recording makes a good one
}

const RecordingFileInfo &RecordedSamples::fileInfo() const { return d->index.info; }

std::vector<std::uint32_t> RecordedSamples::streams() const
{
    std::vector<std::uint32_t> numbers;
    for (const auto &[number, stream] : d->index.streams)
        numbers.push_back(number);
    return numbers;
}

std::uint64_t RecordedSamples::receivedOf(std::uint32_t stream) const
{
    std::uint64_t frames = 0;
    if (const auto found = d->index.streams.find(stream); found != d->index.streams.end()) {
        for (const PyramidSegment &segment : found->second.segments)
            frames += segment.place.frames;
    }
    return frames;
}

const RecordedPyramid &RecordedSamples::pyramid() const { return d->pyramid; }

bool RecordedSamples::calibrationChanges() const { return d->stream.calibrationChanges; }

bool RecordedSamples::uncalibrated() const { return d->stream.uncalibrated; }

bool RecordedSamples::foundDamaged() const { return d->segments.foundDamaged() > 0; }

std::uint64_t RecordedSamples::damagedChunks() const { return d->levels.damagedChunks(); }

const SampleStreamInfo &RecordedSamples::info() const { return d->stream.info; }

std::size_t RecordedSamples::channelCount() const { return d->segments.channels().count(); }

double RecordedSamples::quantum(std::size_t channel) const { return d->segments.channels().quantum(channel); }

std::uint64_t RecordedSamples::beginIndex() const { return d->begin; }

std::uint64_t RecordedSamples::endIndex() const { return d->end; }

std::uint64_t RecordedSamples::lostSamples() const { return d->lost; }

std::uint64_t RecordedSamples::received() const { return d->received; }

std::vector<SampleGap> RecordedSamples::gaps() const { return d->stream.gaps; }

std::int64_t RecordedSamples::kitTimeOf(std::uint64_t index) const { return d->times.timeOf(index); }

std::uint64_t RecordedSamples::indexAt(std::int64_t kitTimeNs) const { return d->times.indexAt(kitTimeNs); }

void RecordedSamples::viewCells(
    std::size_t channel, const ColumnGrid &grid, std::uint64_t firstCell, std::span<SampleColumn> columns) const
{
    if (channel >= channelCount() || grid.samples == 0 || grid.columns == 0 || columns.empty()) {
        std::ranges::fill(columns, SampleColumn{});
        return;
    }
    const double step = quantum(channel);
    RecordedSummer summer(d->segments, d->levels, channel);
    ColumnEdges edges(grid, firstCell);
    std::uint64_t from = edges.edge();
    for (SampleColumn &column : columns) {
        edges.next();
        const std::uint64_t to = edges.edge();
        ColumnSum sum;
        if (edges.level())
            summer.addEntries(
                *edges.level(), from >> pyramidBits(*edges.level()), to >> pyramidBits(*edges.level()), sum);
        else
            summer.add(from, to, sum);
        column = {};
        column.gap = sum.count < d->kept(from, to);
        column.count = sum.count;
        if (sum.count > 0) {
            column.min = static_cast<float>(double(sum.reduction.min) * step);
            column.max = static_cast<float>(double(sum.reduction.max) * step);
            column.mean = double(sum.reduction.sum) * step / double(sum.count);
        }
        from = to;
    }
}

SampleStats RecordedSamples::stats(std::size_t channel, std::uint64_t first, std::uint64_t last) const
{
    if (channel >= channelCount())
        return {};
    first = std::max(first, d->begin);
    last = std::max(first, std::min(last, d->end));
    RangeSum sum;
    RecordedSummer(d->segments, d->levels, channel, true).add(first, last, sum);
    SampleStats stats = sampleStats(sum, quantum(channel));
    stats.missing = last - first - sum.count;
    if (stats.missing > 0)
        stats.paused = std::min(stats.missing, pausedSamples(d->stream.gaps, first, last));
    return stats;
}

void RecordedSamples::Private::copyValues(std::size_t channel, const RecordedSegment &segment, std::uint64_t from,
    std::uint64_t to, float *out, std::size_t stride) const
{
    const double step = segments.channels().quantum(channel);
    LinearBlock values;
    while (from < to) {
        segment.linear(segments.channels(), channel, static_cast<std::size_t>(from - segment.firstIndex()), values);
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(to - from, kSampleBlock));
        for (std::size_t i = 0; i < count; ++i, out += stride)
            *out = static_cast<float>(double(values[i]) * step);
        from += count;
    }
}

std::vector<float> RecordedSamples::values(
    std::size_t channel, std::uint64_t first, std::uint64_t last, std::size_t maxCount) const
{
    std::vector<float> result;
    last = std::min(last, d->end);
    if (channel >= channelCount() || first >= last)
        return result;
    const std::uint64_t count = std::min<std::uint64_t>(last - first, maxCount);
    result.assign(static_cast<std::size_t>(count), std::numeric_limits<float>::quiet_NaN());
    d->forEachPart(
        first, first + count, [&](std::size_t, const RecordedSegment &segment, std::uint64_t from, std::uint64_t to) {
            d->copyValues(channel, segment, from, to, result.data() + (from - first), 1);
        });
    return result;
}

/// Where the next samples are; tells the run so. Returns their end.
std::uint64_t RecordedSamples::Private::next(std::uint64_t first, std::size_t maxFrames, SampleRun &run) const
{
    run.firstIndex = std::max(first, begin);
    auto gap = std::ranges::lower_bound(
        stream.gaps, run.firstIndex, {}, [](const SampleGap &each) { return each.firstIndex + each.count; });
    // One that ends where the samples begin is told as well; several may follow each other.
    for (; gap != stream.gaps.end() && gap->firstIndex <= run.firstIndex; ++gap) {
        run.firstIndex = gap->firstIndex + gap->count;
        run.before = *gap;
    }
    const std::uint64_t last = gap != stream.gaps.end() ? gap->firstIndex : end;
    return run.firstIndex + std::min<std::uint64_t>(std::max(last, run.firstIndex) - run.firstIndex, maxFrames);
}

SampleRun RecordedSamples::read(std::uint64_t first, std::size_t maxFrames) const
{
    SampleRun run;
    const std::uint64_t last = d->next(first, maxFrames, run);
    const std::size_t channels = info().channels.size();
    const auto count = static_cast<std::size_t>(last - run.firstIndex);
    run.values.assign(count * channels, std::numeric_limits<float>::quiet_NaN());
    run.kitTimeNs.assign(count, 0);
    d->forEachPart(run.firstIndex, last,
        [&](std::size_t number, const RecordedSegment &segment, std::uint64_t from, std::uint64_t to) {
            const auto at = static_cast<std::size_t>(from - run.firstIndex);
            for (std::size_t channel = 0; channel < channels; ++channel)
                d->copyValues(channel, segment, from, to, run.values.data() + at * channels + channel, channels);
            const SampleTimeMap times = d->times.mapOf(number);
            for (std::uint64_t index = from; index < to; ++index)
                run.kitTimeNs[static_cast<std::size_t>(index - run.firstIndex)] = times.timeOf(index);
        });
    return run;
}

std::vector<double> RecordedSamples::percentiles(
    std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<const double> quantiles) const
{
    std::vector<double> values;
    if (channel >= channelCount())
        return values;
    for (const std::int32_t linear : d->histograms.of(channel, first, last, quantiles))
        values.push_back(double(linear) * quantum(channel));
    return values;
}

} // namespace device_link
