// SPDX-License-Identifier: GPL-3.0-or-later
// What samples cost on their way into the store and out of it again. CPU of the calling thread.
#include "bench_figure.h"
#include "realistic_trace.h"
#include "sample_intake.h"

#include "device_link/capture/sample_store.h"
#include "framing/kit_frame.h"
#include "framing/sample_block.h"

#include <QCborArray>
#include <QCborMap>

#include <array>
#include <cmath>
#include <random>

using namespace device_link;

namespace {

constexpr std::size_t kBlock = 1000; ///< samples, as kits send them
constexpr std::size_t kTrace = 4'000'000;
constexpr std::uint64_t kMany = 1'000'000'000;
constexpr std::size_t kManyBytes = std::size_t(7) << 30;
constexpr std::size_t kColumns = 1600;
constexpr double kStreamSamples = 2e6; ///< a second
constexpr int kRounds = 9;

std::span<const std::uint8_t> blockOf(const std::vector<std::uint8_t> &frames, std::size_t number)
{
    return std::span(frames).subspan(number % (kTrace / kBlock) * kBlock * 4, kBlock * 4);
}

double percentile(std::vector<double> values, double part)
{
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(std::floor(part * double(values.size() - 1)))];
}

void benchAppend(const std::vector<std::uint8_t> &frames)
{
    constexpr std::size_t blocks = 16'000;
    SampleStore store(realistic_trace::stream());
    std::uint64_t next = 0;
    const auto ours = [&] {
        for (std::size_t i = 0; i < blocks; ++i, next += kBlock)
            store.append(next, std::int64_t(next) * 500, blockOf(frames, i));
    };
    std::vector<std::uint8_t> ring(std::size_t(64) << 20);
    const auto plain = [&] {
        for (std::size_t i = 0; i < blocks; ++i)
            std::ranges::copy(blockOf(frames, i), ring.begin() + std::ptrdiff_t(i % 16'000 * kBlock * 4));
    };
    for (int i = 0; i < 4; ++i)
        ours(); // the memory goes round from now on
    const Duel d = duel(kRounds, ours, plain);
    const double perSample = double(blocks * kBlock);
    printFigure("append_x2MS", perSample / d.ours / kStreamSamples,
        "streams of 2 MS/s, two channels and power, with pyramid (CPU)", "copying the bytes", d.theirs / d.ours);
}

QByteArray grant()
{
    const auto channel = [](const char *name, const char *unit, int rangeBits, std::initializer_list<double> gains) {
        QCborArray ranges;
        for (const double gain : gains)
            ranges.append(QCborMap{{QStringLiteral("gain"), gain}, {QStringLiteral("offset"), 0.0}});
        return QCborMap{{QStringLiteral("name"), QLatin1String(name)}, {QStringLiteral("unit"), QLatin1String(unit)},
            {QStringLiteral("bits"), 16}, {QStringLiteral("range_bits"), rangeBits},
            {QStringLiteral("ranges"), ranges}};
    };
    const QCborMap answer{{QStringLiteral("id"), 1}, {QStringLiteral("rate_num"), 2'000'000},
        {QStringLiteral("channels"),
            QCborArray{channel("current", "A", 2, {1e-6, 1e-5, 1e-4}), channel("voltage", "V", 0, {1e-4})}}};
    return answer.toCborValue().toCbor();
}

/// The trace as the frames that a kit sends.
QByteArray wire(const std::vector<std::uint8_t> &frames)
{
    framing::Bytes bytes;
    for (std::size_t i = 0; i < kTrace / kBlock; ++i) {
        framing::SampleBlockHeader header;
        header.stream = 1;
        header.number = static_cast<std::uint32_t>(i);
        header.firstIndex = i * kBlock;
        header.kitTimeNs = i * kBlock * 500;
        header.count = kBlock;
        header.bytesPerSample = 4;
        framing::Bytes payload;
        framing::encodeSampleBlock(header, blockOf(frames, i), payload);
        framing::encodeKitFrame(framing::KitChannel::Samples, payload, bytes);
    }
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

void benchIngest(const std::vector<std::uint8_t> &frames)
{
    const QByteArray bytes = wire(frames);
    usb_figures::SampleIntake intake;
    intake.begin(grant());
    const auto all = [&] {
        constexpr qsizetype piece = 64 * 1024; // as transfers bring it
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            intake.take(QByteArray::fromRawData(bytes.constData() + at, std::min(piece, bytes.size() - at)));
    };
    for (int i = 0; i < 13; ++i)
        all();
    std::vector<double> rounds;
    for (int i = 0; i < kRounds; ++i) {
        const auto before = double(intake.samples());
        const double cpu = cpuOf(all);
        rounds.push_back((double(intake.samples()) - before) / cpu / kStreamSamples);
    }
    if (intake.refused() > 0)
        std::fputs("capture_bench: the frames were not taken whole\n", stderr);
    printFigure("ingest_x2MS", median(rounds), "streams of 2 MS/s a core: frames, CRC, store, pyramid (CPU)",
        "goal of 100", median(rounds) / 100);
}

/// p99 in ms of views of so many samples, the slowest of all channels; first(round) tells where each begins.
template <typename First>
double slowestView(const SampleStore &store, const char *how, std::uint64_t samples, First first)
{
    std::vector<SampleColumn> columns(kColumns);
    double worst = 0;
    for (std::size_t channel = 0; channel < store.channelCount(); ++channel) {
        std::vector<double> times;
        for (int round = 0; round < 400; ++round) {
            const std::uint64_t begin = first(round);
            times.push_back(cpuOf([&] { store.view(channel, begin, begin + samples, columns); }));
        }
        const double p99 = percentile(times, 0.99) * 1e3;
        std::fprintf(stderr, "view of %.0g samples, channel %zu, %s: median %.3f, p99 %.3f ms\n", double(samples),
            channel, how, median(times) * 1e3, p99);
        worst = std::max(worst, p99);
    }
    return worst;
}

/// The slowest of all spans is the figure; each span goes to the error output. Each view at a place of its own has all
/// its memory to fetch; a hand that pans comes again to what the CPU has at hand.
void benchViews(const SampleStore &store)
{
    std::mt19937_64 random(5);
    double worst = 0;
    double worstPan = 0;
    for (double span = 1e3; span <= 1.01e9; span *= std::sqrt(10.0)) {
        const auto samples = std::min<std::uint64_t>(static_cast<std::uint64_t>(span), kMany);
        const std::uint64_t room = kMany - samples;
        worst = std::max(
            worst, slowestView(store, "anywhere", samples, [&](int) { return room > 0 ? random() % room : 0; }));
        worstPan = std::max(worstPan, slowestView(store, "panned", samples, [&](int round) {
            const auto steps = static_cast<std::uint64_t>(std::abs(round % 80 - 40));
            return std::min(room, room / 2 + samples / 1000 * steps);
        }));
    }
    printFigure("view_1600_p99_ms", worst, "ms, the worst of spans 1e3 to 1e9 and of all channels, anywhere (CPU)",
        "goal of 0.1 ms", 0.1 / worst);
    printFigure("view_1600_pan_p99_ms", worstPan, "ms, the same while a hand pans to and fro (CPU)", "goal of 0.1 ms",
        0.1 / worstPan);
}

template <typename Work>
std::vector<double> timesOfRanges(int rounds, Work work)
{
    std::mt19937_64 random(6);
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const auto samples = static_cast<std::uint64_t>(std::pow(10.0, 3 + 6 * double(random() % 1000) / 1000));
        const std::uint64_t first = random() % (kMany - samples + 1);
        times.push_back(cpuOf([&] { work(first, first + samples); }));
    }
    return times;
}

void benchStats(const SampleStore &store)
{
    double sink = 0;
    const std::vector<double> ours = timesOfRanges(
        4000, [&](std::uint64_t first, std::uint64_t last) { sink += store.stats(2, first, last).mean; });
    const std::vector<double> scan = timesOfRanges(3, [&](std::uint64_t first, std::uint64_t last) {
        for (; first < last; first += 100'000)
            for (const float value : store.values(2, first, std::min(last, first + 100'000), 100'000))
                sink += double(value);
    });
    const double p99 = percentile(ours, 0.99) * 1e6;
    std::fprintf(stderr, "statistics: median %.1f us, p99 %.1f us (%g)\n", median(ours) * 1e6, p99, sink);
    printFigure("stats_us", p99, "us, p99 of ranges of 1e3 to 1e9 samples (CPU)", "goal of 10 us", 10 / p99);
    printFigure("stats_vs_scan", median(scan) / median(ours), "times faster than reading all values", "a scan",
        median(scan) / median(ours));
}

void benchPercentiles(const SampleStore &store)
{
    const std::array<double, 5> quantiles{0.01, 0.5, 0.9, 0.95, 0.99};
    double sink = 0;
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const double first = cpuOf([&] { sink += store.percentiles(channel, 0, kMany, quantiles).front(); });
        const std::vector<double> times = timesOfRanges(300, [&](std::uint64_t from, std::uint64_t to) {
            sink += store.percentiles(channel, from, to, quantiles).front();
        });
        std::fprintf(stderr, "percentiles, channel %zu: first look at 1e9 %.2f s, median %.2f ms, p99 %.2f ms (%g)\n",
            channel, first, median(times) * 1e3, percentile(times, 0.99) * 1e3, sink);
        if (channel == 0) {
            printFigure("histogram_GSs", double(kMany) / first / 1e9, "GS/s: histograms of all (CPU)", "goal of 1.5",
                double(kMany) / first / 1.5e9);
            const double p99 = percentile(times, 0.99) * 1e3;
            printFigure("percentiles_ms", p99, "ms, p99 of ranges of 1e3 to 1e9 samples, five each (CPU)",
                "goal of 3 ms", 3 / p99);
        }
    }
}

} // namespace

int main()
{
    const std::vector<std::uint8_t> frames = realistic_trace::frames(kTrace);
    benchAppend(frames);
    benchIngest(frames);
    SampleStore store(realistic_trace::stream(), kManyBytes);
    for (std::uint64_t i = 0; i < kMany / kBlock; ++i)
        store.append(i * kBlock, std::int64_t(i) * 500'000, blockOf(frames, i));
    benchViews(store);
    benchStats(store);
    benchPercentiles(store);
    return 0;
}
