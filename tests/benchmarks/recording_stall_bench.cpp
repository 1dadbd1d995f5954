// SPDX-License-Identifier: GPL-3.0-or-later
// What a recording costs the thread of the link: two channels of 2 MS/s appended in real time, in turns with and
// without a recording to the disk of this folder. Waiting is told by the kernel (voluntary context switches of the
// thread): on a machine with few cores the longest append is one that was interrupted, not one that waited.
#include "bench_figure.h"
#include "realistic_trace.h"

#include "device_link/capture/recording_writer.h"

#include <QTemporaryDir>

#include <sys/resource.h>

#include <chrono>
#include <thread>

using namespace device_link;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t kBlock = 10'000; ///< frames a kit sends at once: 200 blocks a second
constexpr int kBlocks = 400;           ///< of a turn: 2 s
constexpr int kTurns = 4;
constexpr double kGoalMs = 1;

struct Cost {
    double waitedMs = 0;         ///< the longest append in which the thread waited
    std::vector<double> allMs{}; ///< of every append
};

long waits()
{
    rusage usage = {};
    getrusage(RUSAGE_THREAD, &usage);
    return usage.ru_nvcsw;
}

void appendFor(SampleStore &store, const std::vector<std::uint8_t> &trace, Cost &cost)
{
    const auto start = Clock::now();
    for (int i = 0; i < kBlocks; ++i) {
        std::this_thread::sleep_until(start + std::chrono::milliseconds(5) * i);
        const std::uint64_t index = store.endIndex();
        const auto frames = std::span(trace).subspan(index * 4 % trace.size(), kBlock * 4);
        const long before = waits();
        const auto from = Clock::now();
        store.append(index, std::int64_t(index) * 500, frames);
        const double ms = std::chrono::duration<double, std::milli>(Clock::now() - from).count();
        cost.allMs.push_back(ms);
        if (waits() != before)
            cost.waitedMs = std::max(cost.waitedMs, ms);
    }
}

double quantile(std::vector<double> values, double part)
{
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(part * double(values.size() - 1))];
}

} // namespace

int main()
{
    const std::vector<std::uint8_t> trace = realistic_trace::frames(100 * kBlock);
    const QTemporaryDir dir(QStringLiteral("recording_stall_bench-XXXXXX")); // here, as /tmp may be memory
    auto store = std::make_shared<SampleStore>(realistic_trace::stream());
    Cost with, without;
    std::uint64_t bytes = 0;
    for (int turn = 0; turn < kTurns; ++turn) {
        appendFor(*store, trace, without);
        RecordingOptions options;
        options.path = dir.filePath(QString::number(turn));
        auto writer = RecordingWriter::start(options);
        if (!writer) {
            std::fprintf(stderr, "recording_stall_bench: %s\n", qPrintable(writer.error().detail()));
            return 1;
        }
        (*writer)->addStream(store, store->endIndex());
        appendFor(*store, trace, with);
        const auto totals = (*writer)->finish().result();
        if (!totals || totals->missing != 0) {
            std::fputs("recording_stall_bench: samples are missing\n", stderr);
            return 1;
        }
        bytes += totals->bytes;
    }
    std::fprintf(stderr,
        "append_stall: median %.3f ms with a recording, %.3f without; worst %.2f and %.2f ms; %.2f bytes on disk for a "
        "sample of a channel\n",
        median(with.allMs), median(without.allMs), quantile(with.allMs, 1), quantile(without.allMs, 1),
        double(bytes) / (2.0 * kTurns * kBlocks * kBlock));
    printFigure("append_stall_ms", with.waitedMs, "ms: the longest append that waited while it was recorded (wall)",
        "goal of 1 ms", with.waitedMs > 0 ? kGoalMs / with.waitedMs : 1);
}
