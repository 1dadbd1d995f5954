// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings looked at like the store in memory. CPU of the calling thread where nothing else is said; "warm": what a
// view reads is in the reader's cache, as it is while the user pans. Argument: samples of each channel (1e8).
#include "bench_figure.h"
#include "realistic_trace.h"

#include "device_link/capture/column_edges.h"
#include "device_link/capture/file/recording_file_reader.h"
#include "device_link/capture/file/recording_file_writer.h"
#include "device_link/capture/recorded/pyramid_builder.h"
#include "device_link/capture/recorded/recorded_samples.h"
#include "device_link/capture/recorded/recorded_sum.h"

#include "framing/crc.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>

using namespace device_link;

namespace {

constexpr std::size_t kTrace = 4'000'000; ///< of the trace that the recording repeats
constexpr std::size_t kBlock = 10'000;    ///< frames a kit sends at once
constexpr std::size_t kColumns = 1'600;
constexpr int kViews = 400;

[[noreturn]] void fail(const char *what)
{
    std::fprintf(stderr, "recorded_bench: %s\n", what);
    std::exit(1);
}

double wallMs()
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double percentile99(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() * 99 / 100];
}

/// Writes the recording, and fills the store with the same.
void record(const QString &path, std::uint64_t samples, SampleStore &store)
{
    const std::vector<std::uint8_t> trace = realistic_trace::frames(kTrace);
    auto writer = RecordingFileWriter::create(path, {}, {0, 65'536});
    if (!writer || !(*writer)->beginStream(realistic_trace::stream()))
        fail("the recording cannot be made");
    for (std::uint64_t at = 0; at < samples; at += kBlock) {
        const auto frames = std::span(trace).subspan(at % kTrace * 4, kBlock * 4);
        const auto time = std::int64_t(at) * 500 + std::int64_t(at / kBlock % 7);
        if (!(*writer)->addFrames(0, at, time, frames) || !store.append(at, time, frames))
            fail("the recording does not take frames");
        if (at % 2'000'000 == 0 && !(*writer)->sync())
            fail("the recording does not synchronise");
    }
    if (!(*writer)->close())
        fail("the recording cannot be closed");
}

/// Tells the system to forget a file's pages.
void forget(const QString &path)
{
    const int file = ::open(path.toLocal8Bit().constData(), O_RDONLY);
    if (file < 0 || ::fsync(file) != 0 || ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) != 0)
        fail("the page cache cannot be told");
    ::close(file);
}

/// Blocks of 512 bytes that this process had read from disks.
long blocksRead()
{
    long found = 0;
    if (std::FILE *io = std::fopen("/proc/self/io", "r")) {
        char line[128];
        while (std::fgets(line, sizeof line, io))
            std::sscanf(line, "read_bytes: %ld", &found);
        std::fclose(io);
    }
    return found / 512;
}

std::shared_ptr<RecordedSamples> opened(const QString &path)
{
    auto recorded = RecordedSamples::open(path, 0);
    if (!recorded)
        fail(qPrintable(recorded.error().detail()));
    return *recorded;
}

void benchMake(const QString &path, std::uint64_t samples)
{
    const double making = cpuOf([&] { static_cast<void>(opened(path)); });
    const double walking = cpuOf([&] { static_cast<void>(RecordingFileReader::open(path)); });
    printFigure("pyramid_make_1e8_s", making * 1e8 / double(samples), "s (once, at the first opening)",
        "walking the records' headers", walking / making);
    const auto recording = double(QFileInfo(path).size());
    const auto pyramid = double(QFileInfo(path + QStringLiteral(".pyramid")).size());
    const double words = double(samples) * 4;
    printFigure("file_bytes_per_sample", (recording + pyramid) / double(samples) / 2,
        "B (with the pyramid, of which 64-sample entries)", "16-bit words", words / (recording + pyramid));
    printFigure("pyramid_bytes_per_sample", pyramid / double(samples) / 2, "B", "the recording", recording / pyramid);
}

void benchOpen(const QString &path, std::uint64_t samples)
{
    const auto times = [&](bool cold) {
        std::vector<double> ms;
        std::vector<SampleColumn> columns(kColumns);
        long blocks = 0;
        for (int i = 0; i < 15; ++i) {
            if (cold) {
                forget(path);
                forget(path + QStringLiteral(".pyramid"));
            }
            blocks = blocksRead();
            const double before = wallMs();
            opened(path)->view(0, 0, samples, columns);
            ms.push_back(wallMs() - before);
            blocks = blocksRead() - blocks;
        }
        std::fprintf(stderr, "%s: %ld blocks of 512 bytes read\n", cold ? "cold" : "warm", blocks);
        return median(ms);
    };
    const double warm = times(false);
    const double cold = times(true);
    printFigure(
        "open_1e8_first_view_ms", cold, "ms (wall, pages of both files dropped)", "with them in memory", warm / cold);
}

void benchViews(const RecordedSamples &recorded, const SampleStore &store, std::uint64_t samples)
{
    std::vector<SampleColumn> columns(kColumns);
    for (std::uint64_t span = 1'000; span <= samples; span *= 10) {
        // To and fro, by some pixels a frame, as a hand pans.
        const auto firstOf
            = [&](int i) { return (samples - span) / 2 + span / 1'000 * std::uint64_t(std::abs(i % 80 - 40)); };
        const auto p99 = [&](const SampleView &view) {
            std::vector<double> seconds;
            for (int i = -80; i < kViews; ++i) {
                const std::uint64_t first = firstOf(std::abs(i));
                const double cpu = cpuOf([&] { view.view(0, first, first + span, columns); });
                if (i >= 0)
                    seconds.push_back(cpu);
            }
            return percentile99(seconds);
        };
        const double ours = p99(recorded);
        const double theirs = p99(store);
        const std::string unit = "ms (1600 columns over " + std::to_string(span) + " samples)";
        printFigure("view_1600_file_warm_p99_ms", ours * 1e3, unit.c_str(), "the store in memory", theirs / ours);
    }
}

void benchCold(const QString &path, const SampleStore &store, std::uint64_t samples)
{
    std::vector<SampleColumn> columns(kColumns);
    for (std::uint64_t span = 1'000; span <= samples / 10; span *= 10) {
        const auto recorded = opened(path); // nothing decoded
        std::vector<double> ours;
        std::vector<double> theirs;
        for (std::uint64_t i = 0; i < 9; ++i) {
            const std::uint64_t first = i * (samples - span) / 9;
            ours.push_back(cpuOf([&] { recorded->view(0, first, first + span, columns); }));
            theirs.push_back(cpuOf([&] { store.view(0, first, first + span, columns); }));
        }
        const std::string unit = "ms (first look at a place, over " + std::to_string(span) + " samples)";
        printFigure("view_1600_file_first_ms", median(ours) * 1e3, unit.c_str(), "the store in memory",
            median(theirs) / median(ours));
    }
}

void benchStats(const QString &path, const SampleStore &store, std::uint64_t samples)
{
    const auto recorded = opened(path);
    std::uint64_t first = 12'345;
    const auto ask = [&](const SampleView &view) { static_cast<void>(view.stats(2, first, samples - first)); };
    ask(*recorded);
    const Duel d = duel(
        301, [&] { ask(*recorded); }, [&] { ask(store); });
    printFigure("stats_file_us", d.ours * 1e6, "us (power over almost all)", "the store in memory", d.theirs / d.ours);
    constexpr double quantiles[] = {0.01, 0.5, 0.99};
    const auto percentiles = [&](const SampleView &view) {
        return cpuOf([&] { static_cast<void>(view.percentiles(0, first, samples - first, quantiles)); });
    };
    const double ours = percentiles(*recorded);
    const double theirs = percentiles(store);
    printFigure("percentiles_file_first_ms", ours * 1e3, "ms", "the store in memory, first time", theirs / ours);
    const double again = percentiles(*recorded);
    printFigure("percentiles_file_again_ms", again * 1e3, "ms", "the first time", ours / again);
}

/// The levels of 2^16 samples and longer of a pyramid of 1e11 samples, with the noise of a real one, and nothing else:
/// views of 1e9 samples and more read no others. The file has its real size for these levels.
class LongPyramid
{
public:
    explicit LongPyramid(const QString &path)
        : m_path(path)
    {
        m_stream.info = realistic_trace::stream();
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            fail("the long pyramid cannot be made");
        const RecordedChannels channels(m_stream.info);
        PyramidBuilder builder(channels, kPyramidLevels,
            [&](unsigned level, std::uint64_t number, const PyramidChunk &chunk) { put(file, level, number, chunk); });
        std::mt19937 random(1);
        std::vector<PyramidEntry> entries(channels.count());
        constexpr std::uint32_t count = std::uint32_t(1) << pyramidBits(kLowest);
        for (std::uint64_t number = 0; number < kSamples >> pyramidBits(kLowest); ++number) {
            for (PyramidEntry &entry : entries) {
                const auto mean = static_cast<std::int32_t>(100'000 + number / 40 % 7 * 3'000 + random() % 100);
                entry.reduction = {mean - 300 - std::int32_t(random() % 60), mean + 300 + std::int32_t(random() % 60),
                    std::int64_t(mean) * count + std::int64_t(random() % 20'000)};
                entry.squares = WideCount(mean) * WideCount(mean) * count + WideCount(count) * 10'000 + random();
            }
            builder.addEntry(kLowest, number, count, entries);
        }
        builder.finish();
    }

    /// p99 of views of a span, warm, in seconds.
    [[nodiscard]] double p99(std::uint64_t span) const
    {
        auto file = std::make_unique<RandomFile>();
        if (!file->open(m_path))
            fail("the long pyramid does not open");
        const RecordedSegments segments(nullptr, m_stream, 0);
        const PyramidLevels levels(std::move(file), m_stream, segments, std::size_t(16) << 20);
        std::vector<double> seconds;
        std::uint64_t counted = 0;
        for (int i = -20; i < kViews; ++i) {
            const double cpu = cpuOf([&] {
                RecordedSummer summer(segments, levels, 0);
                ColumnEdges edges({span, kColumns}, (kSamples - span) / 2 * kColumns / span);
                const unsigned bits = pyramidBits(edges.level().value());
                std::uint64_t from = edges.edge();
                for (std::size_t column = 0; column < kColumns; ++column) {
                    edges.next();
                    ColumnSum sum;
                    summer.addEntries(*edges.level(), from >> bits, edges.edge() >> bits, sum);
                    from = edges.edge();
                    counted += sum.count;
                }
            });
            if (i >= 0)
                seconds.push_back(cpu);
        }
        if (counted < span * kViews / 100 * 99)
            fail("the long pyramid is not whole");
        return percentile99(seconds);
    }

    static constexpr std::uint64_t kSamples = 100'000'000'000;

private:
    static constexpr unsigned kLowest = 5;

    void put(QFile &file, unsigned level, std::uint64_t number, const PyramidChunk &chunk)
    {
        framing::Bytes bytes;
        encodeChunk(chunk, bytes);
        m_stream.chunks.at(level).push_back({number, static_cast<std::uint64_t>(file.pos()),
            static_cast<std::uint32_t>(bytes.size()), framing::crc32c(bytes), static_cast<std::uint16_t>(chunk.first),
            static_cast<std::uint16_t>(chunk.counts.size())});
        file.write(reinterpret_cast<const char *>(bytes.data()), qint64(bytes.size()));
    }

    const QString m_path;
    PyramidStream m_stream;
};

void benchLong(const QString &path)
{
    const LongPyramid pyramid(path);
    const double short9 = pyramid.p99(1'000'000'000);
    const double long11 = pyramid.p99(LongPyramid::kSamples);
    printFigure("view_1e11_vs_1e9", long11 / short9,
        "times the CPU (p99 of warm views; upper levels only, made of numbers)", "1e9 of the same", short9 / long11);
    printFigure("view_1600_1e11_p99_ms", long11 * 1e3, "ms", "1e9 of the same", short9 / long11);
}

} // namespace

int main(int argc, char **argv)
{
    const std::uint64_t samples = argc > 1 ? std::uint64_t(std::atof(argv[1])) : 100'000'000;
    const QTemporaryDir dir(argc > 2 ? QString::fromLocal8Bit(argv[2]) + QStringLiteral("/bench") : QString());
    const QString path = dir.filePath(QStringLiteral("bench.aer"));
    SampleStore store(realistic_trace::stream(), std::size_t(8) * samples);
    record(path, samples, store);
    benchMake(path, samples);
    benchOpen(path, samples);
    benchViews(*opened(path), store, samples);
    benchCold(path, store, samples);
    benchStats(path, store, samples);
    benchLong(dir.filePath(QStringLiteral("long.pyramid")));
    return 0;
}
