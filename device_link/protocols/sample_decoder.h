// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_store.h"
#include "device_link/result.h"
#include "framing/bytes.h"

#include <QCborArray>

#include <array>
#include <cstdint>
#include <vector>

namespace device_link {

/// How a channel's words become values (PROTOCOL.md §5.6): value = code · gain + offset of the range the top bits name.
struct SampleCode {
    struct Range {
        double gain = 1, offset = 0;
    };
    SampleChannel channel;
    int bits = 16;     ///< 8 or 16
    int rangeBits = 0; ///< 0 to 4
    std::vector<Range> ranges;
};

/// The channels of a stream descriptor. BadReply naming what is wrong.
[[nodiscard]] Result<std::vector<SampleCode>> parseSampleCodes(const QCborArray &channels);

/// Turns interleaved words into floats. Pure.
class SampleDecoder
{
public:
    SampleDecoder() = default;
    explicit SampleDecoder(std::vector<SampleCode> codes);
    [[nodiscard]] std::size_t bytesPerSample() const { return m_bytesPerSample; }
    [[nodiscard]] std::size_t channelCount() const { return m_codes.size(); }
    /// data: a whole number of samples. Replaces out by as many frames of channelCount() values.
    /// False when a word names a range the descriptor does not have.
    [[nodiscard]] bool decode(framing::ByteView data, std::vector<float> &out) const;

private:
    /// Words that are decoded together; each channel has the same places in every group of them.
    static constexpr std::size_t kLanes = 8;
    using Words = std::array<std::uint16_t, kLanes>;
    struct Lanes {
        Words codeBits{}, rangeBits{}; ///< masks
        Words range{};                 ///< as it stands in the word
        std::array<double, kLanes> gain{}, offset{};
    };
    [[nodiscard]] bool adopt(Lanes &lanes, const Words &words) const;
    [[nodiscard]] bool decodeLanes(framing::ByteView data, std::vector<float> &out, std::size_t &done) const;
    [[nodiscard]] bool decodeChannel(
        std::size_t channel, std::size_t byteOffset, framing::ByteView data, std::vector<float> &out) const;
    std::vector<SampleCode> m_codes;
    std::size_t m_bytesPerSample = 0;
    bool m_inLanes = false; ///< every channel has 16 bits, and a whole number of samples fills the lanes
};

} // namespace device_link
