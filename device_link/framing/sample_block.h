// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bytes.h"

#include <cstddef>
#include <optional>

namespace framing {

/// Header of a block of samples (PROTOCOL.md, "Sample blocks"): 32 bytes, little endian, then count frames of
/// interleaved channel words.
struct SampleBlockHeader {
    std::uint8_t stream = 0;          ///< stream id given by stream.start
    std::uint32_t number = 0;         ///< block number, +1 per block made (also for blocks dropped), wraps
    std::uint64_t firstIndex = 0;     ///< index since stream start of the first sample (per channel)
    std::uint64_t kitTimeNs = 0;      ///< kit clock at firstIndex
    std::uint32_t lost = 0;           ///< samples (per channel) dropped by the kit right before this block, saturating
    std::uint16_t count = 0;          ///< samples per channel in this block, 1...
    std::uint16_t bytesPerSample = 0; ///< bytes of one interleaved frame (all channels), 1...64
};

inline constexpr std::size_t kSampleBlockHeaderSize = 32;

struct SampleBlockView {
    SampleBlockHeader header;
    ByteView data; ///< header.count * header.bytesPerSample bytes
};

/// Parses a payload of channel Samples coming from the kit. Empty when it is not a well-formed data block
/// (wrong type, reserved bits set, size not exactly header + count * bytesPerSample, count or width zero).
[[nodiscard]] std::optional<SampleBlockView> parseSampleBlock(ByteView payload);

/// Appends header and data to out; data must be header.count * header.bytesPerSample bytes.
void encodeSampleBlock(const SampleBlockHeader &header, ByteView data, Bytes &out);

/// The host's report, 8 bytes on channel Samples to the kit: the last block taken.
struct SampleReport {
    std::uint8_t stream = 0;
    std::uint32_t number = 0;
};
[[nodiscard]] std::optional<SampleReport> parseSampleReport(ByteView payload);
void encodeSampleReport(const SampleReport &report, Bytes &out);

} // namespace framing
