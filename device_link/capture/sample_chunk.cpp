// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_chunk.h"

namespace device_link {

namespace {

constexpr std::size_t kBlock = SampleChunk::kSpan[0];

/// One block of 64 values. The common case, nothing missing, runs without a branch per sample.
SampleSummary summarize(std::span<const float, kBlock> values)
{
    SampleSummary block;
    double sums[4] = {};
    float lows[4] = {block.min, block.min, block.min, block.min};
    float highs[4] = {block.max, block.max, block.max, block.max};
    for (std::size_t i = 0; i < kBlock; i += 4) {
        for (std::size_t lane = 0; lane < 4; ++lane) {
            const float value = values[i + lane];
            lows[lane] = value < lows[lane] ? value : lows[lane];
            highs[lane] = value > highs[lane] ? value : highs[lane];
            sums[lane] += double(value);
        }
    }
    for (std::size_t lane = 0; lane < 4; ++lane) {
        block.min = lows[lane] < block.min ? lows[lane] : block.min;
        block.max = highs[lane] > block.max ? highs[lane] : block.max;
    }
    block.sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    if (std::isnan(block.sum)) {
        RangeSum some;
        for (const float value : values)
            some.add(value);
        return some.total();
    }
    block.count = kBlock;
    const double mean = block.sum / double(kBlock);
    double squares[4] = {};
    for (std::size_t i = 0; i < kBlock; i += 4) {
        for (std::size_t lane = 0; lane < 4; ++lane) {
            const double apart = double(values[i + lane]) - mean;
            squares[lane] += apart * apart;
        }
    }
    block.deviations = (squares[0] + squares[1]) + (squares[2] + squares[3]);
    return block;
}

} // namespace

SampleChunk::SampleChunk(std::uint64_t first, std::size_t rawChannels, std::optional<PowerPair> power)
    : m_first(first)
    , m_power(power)
    , m_raw(rawChannels, std::vector<float>(kSamples, std::numeric_limits<float>::quiet_NaN()))
    , m_pyramid(rawChannels + (power ? 1 : 0))
{
    for (Levels &levels : m_pyramid)
        for (std::size_t level = 0; level < kLevels; ++level)
            levels[level].resize(kSamples / kSpan[level]);
}

std::size_t SampleChunk::byteSize() const
{
    std::size_t summaries = 0;
    for (const std::size_t span : kSpan)
        summaries += kSamples / span;
    return m_raw.size() * kSamples * sizeof(float) + m_pyramid.size() * summaries * sizeof(SampleSummary);
}

void SampleChunk::write(std::size_t offset, std::span<const float> frames)
{
    const std::size_t channels = m_raw.size();
    const std::size_t count = frames.size() / channels;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        float *to = m_raw[channel].data() + offset;
        for (std::size_t i = 0; i < count; ++i)
            to[i] = frames[i * channels + channel];
    }
    m_firstOffset = std::min(m_firstOffset, offset);
}

void SampleChunk::summarizeUpTo(std::size_t offset)
{
    for (; (m_blocks + 1) * kBlock <= offset; ++m_blocks) {
        const std::size_t end = (m_blocks + 1) * kBlock;
        for (std::size_t channel = 0; channel < m_pyramid.size(); ++channel) {
            Levels &levels = m_pyramid[channel];
            levels[0][m_blocks] = summarizeBlock(channel, m_blocks);
            for (std::size_t level = 1; level < kLevels && end % kSpan[level] == 0; ++level) {
                RangeSum whole;
                const std::size_t parts = kSpan[level] / kSpan[level - 1];
                const std::size_t at = end / kSpan[level] - 1;
                for (std::size_t part = at * parts; part < (at + 1) * parts; ++part)
                    whole.add(levels[level - 1][part]);
                levels[level][at] = whole.total();
            }
        }
    }
}

SampleSummary SampleChunk::summarizeBlock(std::size_t channel, std::size_t block) const
{
    const std::size_t from = block * kBlock;
    if (channel < m_raw.size())
        return summarize(std::span<const float, kBlock>(m_raw[channel].data() + from, kBlock));
    std::array<float, kBlock> power;
    const float *current = m_raw[m_power->current].data() + from;
    const float *voltage = m_raw[m_power->voltage].data() + from;
    for (std::size_t i = 0; i < kBlock; ++i)
        power[i] = current[i] * voltage[i];
    return summarize(power);
}

} // namespace device_link
