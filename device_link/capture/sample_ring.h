// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "aligned_array.h"
#include "word_kernels.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace device_link {

__extension__ using WideCount = unsigned __int128; ///< sums of squares pass 64 bits

/// Which channels give the derived power channel.
struct PowerPair {
    std::size_t current = 0;
    std::size_t voltage = 0;
};
/// The channels named "current" and "voltage"; none when one is missing.
[[nodiscard]] std::optional<PowerPair> powerPair(const SampleStreamInfo &info);

/// The memory of a sample store: a ring of slots of 2^18 consecutive sample indices, each with the words of every
/// channel as they came and a pyramid per channel (power included) of runs of 64 samples, of four of these, and so on
/// up to a slot; above it of 4, 16 and 64 slots whose positions begin at a multiple of that.
///
/// The levels of all slots lie one after the other, so that a view of everything reads few pages. All memory is asked
/// for at once and touched only when it is used. Knows nothing of who may read what: that is the store's.
class SampleRing
{
public:
    static constexpr unsigned kSlotBits = 18;
    static constexpr std::size_t kSlot = std::size_t(1) << kSlotBits;
    static constexpr unsigned kBlockBits = 6;
    static constexpr unsigned kBranchBits = 2;
    static constexpr unsigned kSlotLevel = 6; ///< whose entries are whole slots
    static constexpr unsigned kLevels = kSlotLevel + 4;
    static_assert(std::size_t(1) << kBlockBits == kSampleBlock && kBlockBits + kSlotLevel * kBranchBits == kSlotBits);
    [[nodiscard]] static constexpr unsigned levelBits(unsigned level) { return kBlockBits + level * kBranchBits; }

    /// At least two slots, and about as many as fit in the budget: from 16 on a multiple of 16, from 1024 on of 64.
    SampleRing(const SampleStreamInfo &info, std::size_t byteBudget);

    [[nodiscard]] std::size_t slots() const { return m_slots; }
    /// Levels whose runs do not reach over the end of the ring.
    [[nodiscard]] unsigned levels() const { return m_usableLevels; }
    [[nodiscard]] std::size_t slotBytes() const;
    [[nodiscard]] std::size_t rawChannels() const { return m_raw.size(); }
    [[nodiscard]] std::size_t channels() const { return m_levels.size(); }
    [[nodiscard]] double quantum(std::size_t channel) const;
    [[nodiscard]] const std::optional<PowerPair> &power() const { return m_power; }
    [[nodiscard]] const SampleScale &scale(std::size_t channel) const { return m_raw[channel].scale; }

    /// Writer. A slot that is used anew: nothing is there.
    void clear(std::size_t slot);
    /// False: one of these interleaved words names a range that its channel does not have.
    [[nodiscard]] bool accepts(std::span<const std::uint8_t> frames) const;
    /// Writer: copies accepted words to offset; they must fit.
    void write(std::size_t slot, std::size_t offset, std::span<const std::uint8_t> frames);
    [[nodiscard]] std::size_t frameBytes() const { return m_frameBytes; }
    /// Writer: makes the entries of block number b (64 samples) of a slot, and of the longer runs that end with it.
    void summarize(std::size_t slot, std::size_t block);

    /// Samples of a block that are there, one bit each.
    [[nodiscard]] std::uint64_t present(std::size_t slot, std::size_t block) const
    {
        return std::atomic_ref(m_present[slot * kBlocks + block]).load(std::memory_order_relaxed);
    }
    /// Samples that are there in entry number at of a level; counted over all slots.
    [[nodiscard]] std::uint32_t count(unsigned level, std::size_t at) const { return m_counts[level][at]; }
    [[nodiscard]] const SampleReduction *entries(std::size_t channel, unsigned level) const
    {
        return m_levels[channel].reductions[level].get();
    }
    [[nodiscard]] WideCount squares(std::size_t channel, unsigned level, std::size_t at) const
    {
        return level == 0 ? m_levels[channel].blockSquares[at] : m_levels[channel].squares[level - 1][at];
    }
    /// The two parts of a block of which every sample is there and the entry made: before the sample number cut, and
    /// from it on; 0 < cut < 64. False: not for channels with words of other than 16 bits.
    [[nodiscard]] bool split(
        std::size_t channel, std::size_t slot, std::size_t block, std::size_t cut, SplitReduction &out) const;
    /// Tells the CPU that an entry will be wanted; at is counted over all slots.
    void prefetchEntry(std::size_t channel, unsigned level, std::size_t at) const
    {
        __builtin_prefetch(entries(channel, level) + at);
    }
    /// The same of a block's words and entry.
    void prefetchBlock(std::size_t channel, std::size_t slot, std::size_t block) const;
    /// The linear values of a block; of samples that are not there anything.
    void linear(std::size_t channel, std::size_t slot, std::size_t block, LinearBlock &out) const;
    /// The words of a raw channel of 16 bits from offset on; null for others.
    [[nodiscard]] const std::uint16_t *words16(std::size_t channel, std::size_t slot, std::size_t offset) const
    {
        return m_raw[channel].wordBytes == 2 ? m_raw[channel].words16(slot * kSlot + offset) : nullptr;
    }
    /// Puts interleaved words back together as they came: count frames from offset on.
    void readFrames(std::size_t slot, std::size_t offset, std::size_t count, std::uint8_t *to) const;
    /// The word of a raw channel, as it came.
    [[nodiscard]] std::uint32_t word(std::size_t channel, std::size_t slot, std::size_t offset) const;

private:
    static constexpr std::size_t kBlocks = kSlot / kSampleBlock;
    struct Raw {
        SampleScale scale;
        std::size_t wordBytes = 2;
        AlignedArray<std::uint8_t> bytes;
        [[nodiscard]] const std::uint16_t *words16(std::size_t at) const
        {
            return reinterpret_cast<const std::uint16_t *>(bytes.get()) + at;
        }
    };
    struct Levels {
        std::array<AlignedArray<SampleReduction>, kLevels> reductions;
        AlignedArray<std::uint64_t> blockSquares;
        std::array<AlignedArray<WideCount>, kLevels - 1> squares;
    };
    [[nodiscard]] bool twoOf16() const;
    /// Of a raw channel of 16 bits, from the first of a block on.
    [[nodiscard]] ScaledWords scaledWords(std::size_t channel, std::size_t slot, std::size_t block) const
    {
        return {m_raw[channel].words16(slot * kSlot + block * kSampleBlock), &m_raw[channel].scale};
    }
    void setPresent(std::size_t slot, std::size_t offset, std::size_t count);
    void writeChannel(std::size_t channel, std::size_t at, const std::uint8_t *frames, std::size_t count);
    [[nodiscard]] BlockSummary blockSummary(
        std::size_t channel, std::size_t slot, std::size_t block, std::uint64_t present) const;
    void summarizeRun(unsigned level, std::size_t at);

    std::size_t m_slots;
    unsigned m_usableLevels = kSlotLevel + 1;
    std::size_t m_frameBytes;
    std::optional<PowerPair> m_power;
    bool m_powerOf16 = false; ///< both channels of the power have words of 16 bits
    ProductScale m_product;
    std::vector<Raw> m_raw;
    std::vector<Levels> m_levels; ///< one per channel, power included
    AlignedArray<std::uint64_t> m_present;
    std::array<AlignedArray<std::uint32_t>, kLevels> m_counts;
};

} // namespace device_link
