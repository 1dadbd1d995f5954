// SPDX-License-Identifier: GPL-3.0-or-later
// What the sample store costs, against plain arrays. CPU of the calling thread.
#include "bench_figure.h"

#include "device_link/capture/sample_store.h"

#include <cstdint>
#include <random>
#include <vector>

using namespace device_link;

namespace {

constexpr std::size_t kBlock = 1000;
constexpr std::size_t kSamples = 16'000'000;
constexpr std::size_t kColumns = 1600;

std::vector<float> trace()
{
    std::mt19937 random(1);
    std::normal_distribution<float> noise(0.1F, 0.002F);
    std::vector<float> values(kBlock * 2 * 64);
    for (std::size_t i = 0; i < values.size(); i += 2) {
        values[i] = noise(random);
        values[i + 1] = 3.8F;
    }
    return values;
}

SampleStreamInfo powerStream()
{
    SampleStreamInfo info;
    info.channels = {{"current", "A"}, {"voltage", "V"}};
    info.rateNum = 2'000'000;
    info.rateHz = 2'000'000;
    return info;
}

std::span<const float> blockOf(const std::vector<float> &values, std::size_t number)
{
    return std::span(values).subspan(number % 64 * kBlock * 2, kBlock * 2);
}

void benchAppend(const std::vector<float> &values)
{
    constexpr std::size_t blocks = 2000;
    const auto ours = [&] {
        SampleStore store(powerStream());
        for (std::size_t i = 0; i < blocks; ++i)
            store.append(i * kBlock, std::int64_t(i) * 500'000, blockOf(values, i));
    };
    const auto plain = [&] {
        std::vector<float> array;
        for (std::size_t i = 0; i < blocks; ++i) {
            const auto block = blockOf(values, i);
            array.insert(array.end(), block.begin(), block.end());
        }
    };
    const Duel d = duel(9, ours, plain);
    const double perSample = double(blocks * kBlock);
    printFigure("capture_append", perSample / d.ours / 1e6, "MS/s (2 channels and power, with pyramid)",
        "std::vector without pyramid", d.theirs / d.ours);
}

void benchView(const SampleStore &store, const std::vector<float> &current, std::size_t span, const char *name)
{
    std::vector<SampleColumn> columns(kColumns);
    std::uint64_t first = 1001;
    float sink = 0;
    const auto ours = [&] {
        store.view(0, first, first + span, columns);
        first += 37;
    };
    const auto scan = [&] {
        for (std::size_t c = 0; c < kColumns; ++c) {
            float low = current[1001];
            float high = low;
            for (std::size_t i = 1001 + c * span / kColumns; i < 1001 + (c + 1) * span / kColumns; ++i) {
                low = current[i] < low ? current[i] : low;
                high = current[i] > high ? current[i] : high;
            }
            sink += high - low;
        }
    };
    const Duel d = duel(15, ours, scan);
    if (sink < 0)
        std::puts(""); // keeps the scan
    printFigure(name, d.ours * 1e3, "ms (1600 columns)", "min/max scan of an array", d.theirs / d.ours);
}

void benchStats(const SampleStore &store, const std::vector<float> &current)
{
    constexpr std::size_t span = 10'000'000;
    double sink = 0;
    const auto ours = [&] { sink += store.stats(2, 777, 777 + span).mean; };
    const auto scan = [&] {
        double sum = 0;
        for (std::size_t i = 777; i < 777 + span; ++i)
            sum += double(current[i]) * 3.8;
        sink += sum;
    };
    const Duel d = duel(9, ours, scan);
    if (sink < 0)
        std::puts("");
    printFigure("capture_stats_1e7", d.ours * 1e6, "us", "sum of an array", d.theirs / d.ours);
}

} // namespace

int main()
{
    const std::vector<float> values = trace();
    benchAppend(values);

    SampleStore store(powerStream());
    std::vector<float> current;
    for (std::size_t i = 0; i < kSamples / kBlock; ++i) {
        const auto block = blockOf(values, i);
        store.append(i * kBlock, std::int64_t(i) * 500'000, block);
        for (std::size_t s = 0; s < block.size(); s += 2)
            current.push_back(block[s]);
    }
    benchView(store, current, 100'000, "capture_view_1e5");
    benchView(store, current, 1'000'000, "capture_view_1e6");
    benchView(store, current, 10'000'000, "capture_view_1e7");
    benchStats(store, current);
    return 0;
}
