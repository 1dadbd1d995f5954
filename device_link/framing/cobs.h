// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bytes.h"

#include <cstddef>
#include <optional>

namespace framing {

/// Largest encoded size of n bytes under COBS (Cheshire and Baker 1999), without the delimiter.
[[nodiscard]] constexpr std::size_t cobsMaxEncodedSize(std::size_t n) { return n + n / 254 + 1; }

/// Appends the COBS encoding of data to out: no byte of it is 0. The delimiter is not appended.
void cobsEncode(ByteView data, Bytes &out);

/// Decodes one COBS block (without its delimiter) into out, replacing its contents.
/// Returns false, with out unspecified, when the block is malformed: contains 0, or a code points past the end.
[[nodiscard]] bool cobsDecode(ByteView block, Bytes &out);

} // namespace framing
