// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

namespace device_link {

/// Deepest nesting taken (PROTOCOL.md §11).
inline constexpr int kMaxCborDepth = 8;

/// True when the bytes are exactly one well-formed CBOR map (RFC 8949 §5.3.1), nested at most kMaxCborDepth deep, with
/// every length inside the bytes. What passes may be decoded without fear of its sizes. Pure; allocates nothing.
[[nodiscard]] bool isBoundedCborMap(framing::ByteView bytes);

} // namespace device_link
