// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_ring.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace device_link {

namespace {

constexpr std::uint64_t kAll = ~std::uint64_t(0);

std::size_t slotsIn(std::size_t bytes, std::size_t each)
{
    const std::size_t slots = std::max<std::size_t>(2, bytes / std::max<std::size_t>(1, each));
    return slots >= 1024 ? slots / 64 * 64 : slots >= 16 ? slots / 16 * 16 : slots;
}

std::uint32_t littleEndian(const std::uint8_t *bytes, std::size_t count)
{
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < count; ++i)
        word |= std::uint32_t(bytes[i]) << (8 * i);
    return word;
}

} // namespace

std::optional<PowerPair> powerPair(const SampleStreamInfo &info)
{
    const auto find = [&info](const char *name) {
        const auto at = std::ranges::find(info.channels, name, &SampleChannel::name);
        return static_cast<std::size_t>(at - info.channels.begin());
    };
    const PowerPair pair{find("current"), find("voltage")};
    if (pair.current == info.channels.size() || pair.voltage == info.channels.size())
        return std::nullopt;
    return pair;
}

SampleRing::SampleRing(const SampleStreamInfo &info, std::size_t byteBudget)
    : m_slots(2)
    , m_frameBytes(info.bytesPerFrame())
    , m_power(powerPair(info))
    , m_raw(info.channels.size())
    , m_levels(info.channels.size() + (m_power ? 1 : 0))
{
    for (std::size_t i = 0; i < m_raw.size(); ++i) {
        m_raw[i].scale = sampleScale(info.channels[i]);
        m_raw[i].wordBytes = info.channels[i].wordBytes();
    }
    if (m_power) {
        m_product = productScale(m_raw[m_power->current].scale, m_raw[m_power->voltage].scale);
        m_powerOf16 = m_raw[m_power->current].wordBytes == 2 && m_raw[m_power->voltage].wordBytes == 2;
    }
    m_slots = slotsIn(byteBudget, slotBytes());
    while (m_usableLevels < kLevels && m_slots % (std::size_t(1) << (kBranchBits * (m_usableLevels - kSlotLevel))) == 0)
        ++m_usableLevels;
    const std::size_t samples = m_slots * kSlot;
    for (Raw &raw : m_raw)
        raw.bytes = alignedArray<std::uint8_t>(samples * raw.wordBytes);
    for (Levels &levels : m_levels) {
        levels.blockSquares = alignedArray<std::uint64_t>(samples >> kBlockBits);
        for (unsigned level = 0; level < kLevels; ++level) {
            levels.reductions[level] = alignedArray<SampleReduction>(samples >> levelBits(level));
            if (level > 0)
                levels.squares[level - 1] = alignedArray<WideCount>(samples >> levelBits(level));
        }
    }
    m_present = alignedArray<std::uint64_t>(samples >> kBlockBits);
    for (unsigned level = 0; level < kLevels; ++level)
        m_counts[level] = alignedArray<std::uint32_t>(samples >> levelBits(level));
}

std::size_t SampleRing::slotBytes() const
{
    std::size_t entries = 0;
    for (unsigned level = 0; level <= kSlotLevel; ++level)
        entries += kSlot >> levelBits(level);
    const std::size_t upper = entries - kBlocks;
    return kSlot * m_frameBytes
        + m_levels.size() * (entries * sizeof(SampleReduction) + kBlocks * 8 + upper * sizeof(WideCount)) + kBlocks * 8
        + entries * sizeof(std::uint32_t);
}

double SampleRing::quantum(std::size_t channel) const
{
    return channel < m_raw.size() ? m_raw[channel].scale.quantum : m_product.quantum;
}

void SampleRing::clear(std::size_t slot) { std::fill_n(m_present.get() + slot * kBlocks, kBlocks, 0); }

bool SampleRing::twoOf16() const { return m_raw.size() == 2 && m_raw[0].wordBytes == 2 && m_raw[1].wordBytes == 2; }

bool SampleRing::accepts(std::span<const std::uint8_t> frames) const
{
    const std::size_t count = frames.size() / m_frameBytes;
    if (twoOf16())
        return sampleKernels().below16(frames.data(), count, m_raw[0].scale.wordLimit(), m_raw[1].scale.wordLimit());
    std::size_t at = 0;
    for (const Raw &raw : m_raw) {
        for (std::size_t i = 0; raw.wordBytes < 4 && i < count; ++i)
            if (littleEndian(frames.data() + at + i * m_frameBytes, raw.wordBytes) >= raw.scale.wordLimit())
                return false;
        at += raw.wordBytes;
    }
    return true;
}

void SampleRing::write(std::size_t slot, std::size_t offset, std::span<const std::uint8_t> frames)
{
    const std::size_t at = slot * kSlot + offset;
    const std::size_t count = frames.size() / m_frameBytes;
    if (twoOf16()) {
        sampleKernels().split16(frames.data(), count, reinterpret_cast<std::uint16_t *>(m_raw[0].bytes.get()) + at,
            reinterpret_cast<std::uint16_t *>(m_raw[1].bytes.get()) + at);
    } else {
        const std::uint8_t *from = frames.data();
        for (std::size_t channel = 0; channel < m_raw.size(); ++channel) {
            writeChannel(channel, at, from, count);
            from += m_raw[channel].wordBytes;
        }
    }
    setPresent(slot, offset, count);
}

void SampleRing::writeChannel(std::size_t channel, std::size_t at, const std::uint8_t *frames, std::size_t count)
{
    const Raw &raw = m_raw[channel];
    for (std::size_t i = 0; i < count; ++i)
        std::memcpy(raw.bytes.get() + (at + i) * raw.wordBytes, frames + i * m_frameBytes, raw.wordBytes);
}

void SampleRing::setPresent(std::size_t slot, std::size_t offset, std::size_t count)
{
    static_assert(std::endian::native == std::endian::little); // or the words of 16 bits would have to be turned
    std::uint64_t *blocks = m_present.get() + slot * kBlocks;
    while (count > 0) {
        const std::size_t bit = offset % kSampleBlock;
        const std::size_t here = std::min(count, kSampleBlock - bit);
        const std::atomic_ref block(blocks[offset / kSampleBlock]);
        block.store(
            block.load(std::memory_order_relaxed) | (kAll >> (kSampleBlock - here)) << bit, std::memory_order_relaxed);
        offset += here;
        count -= here;
    }
}

void SampleRing::summarize(std::size_t slot, std::size_t block)
{
    const std::size_t at = slot * kBlocks + block;
    const std::uint64_t present = m_present[at];
    m_counts[0][at] = static_cast<std::uint32_t>(std::popcount(present));
    for (std::size_t channel = 0; channel < m_levels.size(); ++channel) {
        const BlockSummary summary = blockSummary(channel, slot, block, present);
        m_levels[channel].reductions[0][at] = summary.reduction;
        m_levels[channel].blockSquares[at] = summary.squares;
    }
    for (unsigned level = 1; level < m_usableLevels; ++level) {
        const std::size_t blocks = std::size_t(1) << (level * kBranchBits);
        if ((at + 1) % blocks != 0)
            break;
        summarizeRun(level, at / blocks);
    }
}

BlockSummary SampleRing::blockSummary(
    std::size_t channel, std::size_t slot, std::size_t block, std::uint64_t present) const
{
    BlockSummary summary;
    if (present == 0)
        return summary;
    const bool power = channel == m_raw.size();
    if (present == kAll && power && m_powerOf16) {
        wordKernels().summarizeProduct(
            scaledWords(m_power->current, slot, block), scaledWords(m_power->voltage, slot, block), m_product, summary);
        return summary;
    }
    if (present == kAll && !power && m_raw[channel].wordBytes == 2) {
        wordKernels().summarize(scaledWords(channel, slot, block), summary);
        return summary;
    }
    LinearBlock values;
    linear(channel, slot, block, values);
    if (present == kAll) {
        sampleKernels().summarize(values, summary);
        return summary;
    }
    for (std::uint64_t left = present; left != 0; left &= left - 1) {
        const std::int32_t value = values[static_cast<std::size_t>(std::countr_zero(left))];
        summary.reduction.add(value);
        summary.squares += static_cast<std::uint64_t>(std::int64_t(value) * value);
    }
    return summary;
}

void SampleRing::summarizeRun(unsigned level, std::size_t at)
{
    const std::size_t first = at << kBranchBits;
    const std::size_t last = first + (std::size_t(1) << kBranchBits);
    for (std::size_t channel = 0; channel < m_levels.size(); ++channel) {
        SampleReduction sum;
        sampleKernels().reduceAll(m_levels[channel].reductions[level - 1].get() + first, last - first, sum);
        WideCount sumOfSquares = 0;
        for (std::size_t i = first; i < last; ++i)
            sumOfSquares += squares(channel, level - 1, i);
        m_levels[channel].reductions[level][at] = sum;
        m_levels[channel].squares[level - 1][at] = sumOfSquares;
    }
    std::uint32_t samples = 0;
    for (std::size_t i = first; i < last; ++i)
        samples += m_counts[level - 1][i];
    m_counts[level][at] = samples;
}

bool SampleRing::split(
    std::size_t channel, std::size_t slot, std::size_t block, std::size_t cut, SplitReduction &out) const
{
    const bool power = channel == m_raw.size();
    const std::int64_t sum = m_levels[channel].reductions[0][slot * kBlocks + block].sum;
    if (power ? !m_powerOf16 : m_raw[channel].wordBytes != 2)
        return false;
    if (power)
        wordKernels().splitProduct(scaledWords(m_power->current, slot, block),
            scaledWords(m_power->voltage, slot, block), m_product, cut, sum, out);
    else
        wordKernels().split(scaledWords(channel, slot, block), cut, sum, out);
    return true;
}

void SampleRing::prefetchBlock(std::size_t channel, std::size_t slot, std::size_t block) const
{
    constexpr std::size_t line = 64;
    const auto words = [&](const Raw &raw) {
        const std::uint8_t *from = raw.bytes.get() + (slot * kSlot + block * kSampleBlock) * raw.wordBytes;
        for (std::size_t at = 0; at < kSampleBlock * raw.wordBytes; at += line)
            __builtin_prefetch(from + at);
    };
    if (channel < m_raw.size()) {
        words(m_raw[channel]);
    } else {
        words(m_raw[m_power->current]);
        words(m_raw[m_power->voltage]);
    }
    prefetchEntry(channel, 0, slot * kBlocks + block);
}

void SampleRing::linear(std::size_t channel, std::size_t slot, std::size_t block, LinearBlock &out) const
{
    if (channel == m_raw.size()) {
        LinearBlock current, voltage;
        linear(m_power->current, slot, block, current);
        linear(m_power->voltage, slot, block, voltage);
        return sampleKernels().product(current, voltage, m_product, out);
    }
    const Raw &raw = m_raw[channel];
    const std::size_t at = slot * kSlot + block * kSampleBlock;
    if (raw.wordBytes == 2)
        return sampleKernels().linear16(raw.words16(at), raw.scale, out);
    for (std::size_t i = 0; i < kSampleBlock; ++i)
        out[i] = raw.scale.linear(littleEndian(raw.bytes.get() + (at + i) * raw.wordBytes, raw.wordBytes));
}

void SampleRing::readFrames(std::size_t slot, std::size_t offset, std::size_t count, std::uint8_t *to) const
{
    for (const Raw &raw : m_raw) {
        const std::uint8_t *from = raw.bytes.get() + (slot * kSlot + offset) * raw.wordBytes;
        for (std::size_t i = 0; i < count; ++i)
            std::memcpy(to + i * m_frameBytes, from + i * raw.wordBytes, raw.wordBytes);
        to += raw.wordBytes;
    }
}

std::uint32_t SampleRing::word(std::size_t channel, std::size_t slot, std::size_t offset) const
{
    const Raw &raw = m_raw[channel];
    return littleEndian(raw.bytes.get() + (slot * kSlot + offset) * raw.wordBytes, raw.wordBytes);
}

} // namespace device_link
