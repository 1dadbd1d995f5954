// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bytes.h"

#include <cstddef>
#include <functional>

namespace framing {

/// Channels of a kit frame (PROTOCOL.md, "Kit frame").
enum class KitChannel : std::uint8_t { Control = 0, Events = 1, Samples = 2, Log = 3 };

/// Largest frame on the wire to the host, delimiter included.
inline constexpr std::size_t kMaxKitFrame = 4096;
/// Largest payload that surely fits such a frame: channel, CRC, COBS overhead and delimiter taken off.
inline constexpr std::size_t kMaxKitPayload = 4072;

/// Encodes COBS(channel, payload, CRC-32C little endian) 00 and appends it to out.
/// The payload must not exceed kMaxKitPayload.
void encodeKitFrame(KitChannel channel, ByteView payload, Bytes &out);

/// What a decoder has seen; every discarded byte is counted somewhere.
struct KitFrameCounters {
    std::uint64_t frames = 0;
    std::uint64_t badCobs = 0;
    std::uint64_t badCrc = 0;
    std::uint64_t tooShort = 0;
    std::uint64_t tooLong = 0;
    std::uint64_t unknownChannel = 0;
};

/// Cuts a byte stream into kit frames. Holds at most one frame; garbage up to the next 00 costs one frame.
/// Pure: no I/O, one thread.
class KitFrameDecoder
{
public:
    /// Called per good frame of a known channel; the payload is valid during the call only.
    using Handler = std::function<void(KitChannel, ByteView payload)>;

    /// maxFrame: frames longer than this (encoded, without delimiter) are dropped and counted.
    explicit KitFrameDecoder(std::size_t maxFrame = kMaxKitFrame - 1);
    void feed(ByteView data, const Handler &handler);
    void reset(); ///< forget a partial frame (after reopening a port)
    [[nodiscard]] const KitFrameCounters &counters() const { return m_counters; }

private:
    void finish(ByteView block, const Handler &handler);
    std::size_t m_maxFrame;
    bool m_overflow = false;
    Bytes m_partial;
    Bytes m_decoded;
    KitFrameCounters m_counters;
};

} // namespace framing
