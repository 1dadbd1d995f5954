// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace device_link {

/// A range of a converter: value = code · gain + offset, in the channel's unit.
struct SampleRange {
    double gain = 1;
    double offset = 0;
    friend bool operator==(const SampleRange &, const SampleRange &) = default;
};

/// One measured quantity of a stream, and how its words become values (PROTOCOL.md §5.6).
///
/// A word of 8 or 16 bits is rangeBits of range at the top and an unsigned code below. A word of 32 bits is a signed
/// code of one range: what sources give that have no converter codes to tell. Words are little endian wherever they are
/// bytes.
struct SampleChannel {
    std::string name; ///< "current", "voltage", "logic"
    std::string unit; ///< "A", "V", "" for logic bits
    int bits = 32;    ///< of a word: 8, 16 or 32
    int rangeBits = 0;
    std::vector<SampleRange> ranges{{1e-8, 0}};
    /// Of words of 32 bits: no |value| is above it, in the unit; 0 when all words may come. The smaller, the finer is
    /// what is derived from the channel (power).
    double largest = 0;

    /// Its words are the levels of eight inputs: bit n is Dn.
    [[nodiscard]] bool isLogic() const { return name == "logic" && unit.empty() && bits == 8; }
    [[nodiscard]] std::size_t wordBytes() const { return static_cast<std::size_t>(bits) / 8; }
    friend bool operator==(const SampleChannel &, const SampleChannel &) = default;
};

/// What a stream is: fixed from start to stop.
struct SampleStreamInfo {
    std::vector<SampleChannel> channels;
    double rateHz = 0;        ///< granted rate, samples per second and channel
    std::int64_t rateNum = 0; ///< the same as an exact fraction
    std::int64_t rateDen = 1;
    std::uint32_t bootId = 0; ///< the kit's boot in which the stream ran

    /// Nominal time between two samples; 0 when the rate is not known.
    [[nodiscard]] double periodNs() const
    {
        if (rateNum > 0 && rateDen > 0)
            return 1e9 * double(rateDen) / double(rateNum);
        return rateHz > 0 ? 1e9 / rateHz : 0;
    }
    /// Of the words of all channels, interleaved.
    [[nodiscard]] std::size_t bytesPerFrame() const
    {
        std::size_t bytes = 0;
        for (const SampleChannel &channel : channels)
            bytes += channel.wordBytes();
        return bytes;
    }
};

} // namespace device_link
