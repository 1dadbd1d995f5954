// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "block_kernels.h"

#include "framing/bytes.h"

#include <span>

namespace device_link {

/// Lossless coding of one channel's words (FORMAT.md §5): blocks of 128 words, each as offsets from a reference in the
/// fewest bits, with up to 127 words that do not fit told apart; as differences, or as offsets from two references,
/// where that is smaller. The range bits of a word need no care: they are part of the reference, and a block that
/// mixes two ranges has two references.
///
/// Word: uint8_t, uint16_t or uint32_t (signed codes as their bits).

/// Appends the column of words to out. At most wordBytes + 1/128 bytes per word and 3 bytes more; usually far less.
template <typename Word>
void encodeColumn(std::span<const Word> words, framing::Bytes &out, CodecPath path = CodecPath::Best);

/// Decodes the words [first, first + out.size()) of a column of total words. Pure, and safe for any bytes: false when
/// the column is not one of total words as far as it was looked at (to its very end when the last word was asked for);
/// out may then hold anything. first + out.size() <= total.
template <typename Word>
[[nodiscard]] bool decodeColumn(framing::ByteView column, std::size_t total, std::size_t first, std::span<Word> out,
    CodecPath path = CodecPath::Best);

extern template void encodeColumn(std::span<const std::uint8_t>, framing::Bytes &, CodecPath);
extern template void encodeColumn(std::span<const std::uint16_t>, framing::Bytes &, CodecPath);
extern template void encodeColumn(std::span<const std::uint32_t>, framing::Bytes &, CodecPath);
extern template bool decodeColumn(framing::ByteView, std::size_t, std::size_t, std::span<std::uint8_t>, CodecPath);
extern template bool decodeColumn(framing::ByteView, std::size_t, std::size_t, std::span<std::uint16_t>, CodecPath);
extern template bool decodeColumn(framing::ByteView, std::size_t, std::size_t, std::span<std::uint32_t>, CodecPath);

} // namespace device_link
