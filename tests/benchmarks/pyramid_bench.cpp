// SPDX-License-Identifier: GPL-3.0-or-later
// What the pyramid of one channel costs beside merely reading its 16-bit words from memory: 512 MiB of them, more than
// the caches hold. Everything is what the store does when samples come, apart from their arrival. CPU of this thread.
#include "bench_figure.h"
#include "realistic_trace.h"

#include "device_link/capture/sample_ring.h"

#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

using namespace device_link;

namespace {

constexpr std::size_t kSlots = 1024;
constexpr std::size_t kBlocks = SampleRing::kSlot / kSampleBlock; ///< of a slot
constexpr int kRounds = 7;

SampleStreamInfo oneChannel()
{
    SampleStreamInfo info = realistic_trace::stream();
    info.channels.resize(1);
    return info;
}

/// The current of the realistic trace, over and over.
void fill(SampleRing &ring)
{
    constexpr std::size_t trace = 4'000'000;
    const std::vector<std::uint8_t> both = realistic_trace::frames(trace);
    std::vector<std::uint8_t> words(2 * (trace + SampleRing::kSlot));
    for (std::size_t i = 0; i < words.size() / 2; ++i)
        std::memcpy(words.data() + 2 * i, both.data() + 4 * (i % trace), 2);
    for (std::size_t slot = 0; slot < ring.slots(); ++slot) {
        ring.clear(slot);
        ring.write(slot, 0, std::span(words).subspan(slot * SampleRing::kSlot % trace * 2, SampleRing::kSlot * 2));
    }
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) std::uint64_t readWide(const std::uint16_t *words, std::size_t count)
{
    __m256i found[4] = {};
    const auto *from = reinterpret_cast<const __m256i *>(words);
    for (std::size_t i = 0; i < count / 16; i += 4)
        for (std::size_t lane = 0; lane < 4; ++lane)
            found[lane] = _mm256_or_si256(found[lane], _mm256_loadu_si256(from + i + lane));
    const __m256i all = _mm256_or_si256(_mm256_or_si256(found[0], found[1]), _mm256_or_si256(found[2], found[3]));
    return static_cast<std::uint64_t>(_mm256_extract_epi64(all, 0));
}
#endif

/// As fast as words can be had, with nothing done to them.
std::uint64_t readWords(const std::uint16_t *words, std::size_t count)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") != 0)
        return readWide(words, count);
#endif
    std::uint64_t found = 0;
    for (std::size_t i = 0; i < count; i += 4) {
        std::uint64_t four = 0;
        std::memcpy(&four, words + i, sizeof four);
        found |= four;
    }
    return found;
}

} // namespace

int main()
{
    // The budget is of bytes: so many that kSlots fit.
    const SampleRing one(oneChannel(), 0);
    SampleRing ring(oneChannel(), one.slotBytes() * kSlots);
    fill(ring);
    const std::size_t samples = ring.slots() * SampleRing::kSlot;
    const SampleScale &scale = ring.scale(0);
    std::uint64_t sink = 0;
    const auto read = [&] { sink += readWords(ring.words16(0, 0, 0), samples); };

    // Minimum and maximum of each run, as the store's entries have them (with the sum), and the levels above.
    std::vector<std::vector<SampleReduction>> levels;
    for (std::size_t entries = samples / kSampleBlock; entries >= 4; entries /= 4)
        levels.emplace_back(entries);
    const auto extremes = [&] {
        const WordKernels &words = wordKernels();
        const SampleKernels &entries = sampleKernels();
        for (std::size_t at = 0; at < samples / kSampleBlock; ++at) {
            BlockSummary block;
            words.summarize({ring.words16(0, 0, at * kSampleBlock), &scale}, block);
            levels[0][at] = block.reduction;
            std::size_t done = at + 1;
            for (std::size_t level = 1; level < levels.size() && done % 4 == 0; ++level, done /= 4) {
                SampleReduction sum;
                entries.reduceAll(&levels[level - 1][done - 4], 4, sum);
                levels[level][done / 4 - 1] = sum;
            }
        }
    };
    const auto everything = [&] {
        for (std::size_t slot = 0; slot < ring.slots(); ++slot)
            for (std::size_t block = 0; block < kBlocks; ++block)
                ring.summarize(slot, block);
    };
    extremes();
    everything();
    const Duel minmax = duel(kRounds, extremes, read);
    const Duel sums = duel(kRounds, everything, read);
    const double reading = double(samples) / sums.theirs / 1e9;
    std::fprintf(stderr, "pyramid_bench: %zu words of 16 bits, read at %.2f GS/s (%llu)\n", samples, reading,
        static_cast<unsigned long long>(sink));
    printFigure("pyramid_minmax_vs_read", double(samples) / minmax.ours / 1e9,
        "GS/s: min, max and sum of 16-bit words, all levels (CPU)", "reading the words from memory",
        minmax.theirs / minmax.ours);
    printFigure("pyramid_sums_vs_read", double(samples) / sums.ours / 1e9,
        "GS/s: min, max, sum, squares, counts, all levels, as the store does (CPU)", "reading the words from memory",
        sums.theirs / sums.ours);
    return 0;
}
