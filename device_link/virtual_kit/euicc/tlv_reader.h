// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace virtual_kit {

/// One data object. The tag is its bytes read as a number: 0x5A, 0x9F70, 0xBF2D.
struct TlvItem {
    std::uint32_t tag = 0;
    framing::ByteView value;
};

/// DER as a card takes it (X.690 §8.1.2-8.1.3, §10.1): tags of 1...3 bytes, definite lengths in the fewest bytes.
/// Values are views into the input; nothing is copied or allocated on a length that was not checked.
class TlvReader
{
public:
    explicit TlvReader(framing::ByteView data)
        : m_rest(data)
    {
    }
    /// The next object, empty at the end or at the first malformed one (then bad()).
    [[nodiscard]] std::optional<TlvItem> next();
    [[nodiscard]] bool bad() const { return m_bad; }

private:
    std::optional<std::size_t> takeLength();

    framing::ByteView m_rest;
    bool m_bad = false;
};

/// The fields of a constructed value, all or nothing.
class TlvFields
{
public:
    /// Empty when the bytes are not a clean row of objects, or more than 64 of them.
    [[nodiscard]] static std::optional<TlvFields> read(framing::ByteView data);
    /// The first field with this tag.
    [[nodiscard]] std::optional<framing::ByteView> find(std::uint32_t tag) const;
    [[nodiscard]] const std::vector<TlvItem> &items() const { return m_items; }

private:
    std::vector<TlvItem> m_items;
};

/// A row of tags without values, as in a tag list (5C); empty optional when it is not one.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> tlvTagList(framing::ByteView value);
/// Non-negative INTEGER of at most 32 bits (X.690 §8.3, fewest bytes); empty when it is not one.
[[nodiscard]] std::optional<std::uint32_t> tlvUnsigned(framing::ByteView value);
/// First octet of a BIT STRING (X.690 §8.6), unused bits cleared; 0 for an empty one, empty when malformed.
[[nodiscard]] std::optional<std::uint8_t> tlvBits(framing::ByteView value);
/// UTF8String as text; empty when it is not valid UTF-8.
[[nodiscard]] std::optional<std::string> tlvText(framing::ByteView value);

} // namespace virtual_kit
