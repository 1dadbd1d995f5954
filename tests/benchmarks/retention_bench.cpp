// SPDX-License-Identifier: GPL-3.0-or-later
// That memory stays what it is, however long a stream runs: 2e10 samples of two channels through the store, starting at
// index 2^40, with a recorder beside it that takes all it can and writes nothing.
#include "bench_figure.h"
#include "realistic_trace.h"

#include "device_link/capture/sample_store.h"

#include <unistd.h>

#include <atomic>
#include <fstream>
#include <thread>

using namespace device_link;

namespace {

constexpr std::size_t kBlock = 1000;
constexpr std::size_t kTrace = 4'000'000;
constexpr std::uint64_t kFirst = std::uint64_t(1) << 40;
constexpr std::uint64_t kSamples = 20'000'000'000;
constexpr std::uint64_t kGapEvery = 1'000'003; ///< blocks: now and then something is lost

double residentMiB()
{
    std::ifstream statm("/proc/self/statm");
    double all = 0, resident = 0;
    statm >> all >> resident;
    return resident * double(sysconf(_SC_PAGESIZE)) / double(1 << 20);
}

/// Takes words off the store as a recorder does; what it is too slow for is gone.
std::uint64_t takeAll(const SampleStore &store, const std::atomic<bool> &stop)
{
    std::uint64_t next = kFirst;
    std::uint64_t taken = 0;
    while (!stop) {
        const SampleWords words = store.readWords(next, 65'536);
        if (words.count == 0)
            std::this_thread::yield();
        taken += words.count;
        next = words.firstIndex + words.count;
    }
    return taken;
}

} // namespace

int main()
{
    const std::vector<std::uint8_t> frames = realistic_trace::frames(kTrace);
    SampleStore store(realistic_trace::stream());
    std::atomic<bool> stop = false;
    std::uint64_t taken = 0;
    std::thread recorder([&] { taken = takeAll(store, stop); });
    double full = 0;
    std::uint64_t index = kFirst;
    const double cpu = cpuOf([&] {
        for (std::uint64_t block = 0; block < kSamples / kBlock; ++block, index += kBlock) {
            if (block % kGapEvery == kGapEvery - 1)
                index += 77;
            store.append(index, std::int64_t(index - kFirst) * 500,
                std::span(frames).subspan(block % (kTrace / kBlock) * kBlock * 4, kBlock * 4));
            if (full == 0 && store.beginIndex() > 0)
                full = residentMiB();
        }
    });
    const double end = residentMiB();
    stop = true;
    recorder.join();
    const double growth = 100 * (end - full) / full;
    std::fprintf(stderr,
        "retention: %.1f MiB when it was full first, %.1f MiB after %.3g samples; %.0f MS/s of CPU; "
        "the recorder took %.3g\n",
        full, end, double(kSamples), double(kSamples) / cpu / 1e6, double(taken));
    printFigure("rss_growth_pct", growth, "% of the memory when retention was full first", "goal of 1 %",
        growth > 0 ? 1 / growth : 1);
    return 0;
}
