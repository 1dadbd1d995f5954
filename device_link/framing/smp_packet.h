// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bytes.h"

#include <cstddef>
#include <optional>

namespace framing {

/// SMP operation codes (MCUmgr SMP protocol, "op").
enum class SmpOp : std::uint8_t { Read = 0, ReadResponse = 1, Write = 2, WriteResponse = 3 };

/// The 8-byte SMP header, big endian: res(3) ver(2) op(3) | flags | length u16 | group u16 | sequence | command.
struct SmpHeader {
    SmpOp op = SmpOp::Read;
    std::uint8_t version = 1; ///< 0: SMP v1, 1: SMP v2
    std::uint8_t flags = 0;
    std::uint16_t length = 0; ///< bytes of CBOR after the header
    std::uint16_t group = 0;
    std::uint8_t sequence = 0;
    std::uint8_t command = 0;
};

inline constexpr std::size_t kSmpHeaderSize = 8;

struct SmpPacketView {
    SmpHeader header;
    ByteView body; ///< header.length bytes of CBOR
};

/// Parses a whole packet. Empty when shorter than a header, when op is above 3, or when length is not exactly what
/// follows. A version above 1 is returned as it is: the server must answer it with rc 13.
[[nodiscard]] std::optional<SmpPacketView> parseSmpPacket(ByteView packet);

/// Appends header (its length set from body) and body to out.
void encodeSmpPacket(SmpHeader header, ByteView body, Bytes &out);

} // namespace framing
