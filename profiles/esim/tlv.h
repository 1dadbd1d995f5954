// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/common/byte_view.h"
#include "profiles/common/result.h"

#include <optional>

namespace profiles {

/// One data object (ISO/IEC 7816-4 §5.2.2, ITU-T X.690). The views point into the reader's bytes.
struct Tlv {
    quint32 tag = 0; ///< the tag's bytes as a number: 0x5A, 0x9F70, 0xBF2D
    ByteView value;
    ByteView whole; ///< tag, length and value: what a signature covers
};

/// Reads a run of data objects. Bounded: a length is believed only when so many bytes are there. Accepts tags of one to
/// three bytes and definite lengths of up to three bytes after 8x, also longer than needed (cards do that); refuses the
/// indefinite form. Every failure is BadReply and says at which byte.
class TlvReader
{
public:
    explicit TlvReader(ByteView bytes)
        : m_bytes(bytes)
    {
    }
    [[nodiscard]] bool atEnd() const { return m_at == m_bytes.size(); }
    /// The next object; BadReply also at the end. After a failure the reader does not advance.
    [[nodiscard]] Result<Tlv> next();

private:
    ByteView m_bytes;
    std::size_t m_at = 0;
};

/// The bytes must be exactly one object with this tag; its value.
[[nodiscard]] Result<ByteView> onlyTlv(ByteView bytes, quint32 tag);

/// The value of the first object with this tag among the objects in bytes; empty when there is none.
[[nodiscard]] Result<std::optional<ByteView>> findTlv(ByteView bytes, quint32 tag);

/// INTEGER, two's complement, 1 to 8 bytes (X.690 §8.3).
[[nodiscard]] Result<qint64> decodeInteger(ByteView value);
/// Unsigned big-endian number, 1 to 8 bytes, as extCardResource uses it (ETSI TS 102 226 §8.2.1.7).
[[nodiscard]] Result<quint64> decodeUnsigned(ByteView value);
/// BIT STRING of at most 32 bits: bit 0 of the result is the first bit sent (X.690 §8.6).
[[nodiscard]] Result<quint32> decodeBits(ByteView value);

/// Appends one object with the shortest length form (DER). The value must be shorter than 2^24 bytes.
void appendTlv(QByteArray &out, quint32 tag, const QByteArray &value);
[[nodiscard]] QByteArray makeTlv(quint32 tag, const QByteArray &value);
/// A tag's bytes, as a tag list (5C) holds them.
void appendTag(QByteArray &out, quint32 tag);
/// Shortest two's complement form.
[[nodiscard]] QByteArray encodeInteger(qint64 value);
/// Named bits in DER: trailing zero bits are left out.
[[nodiscard]] QByteArray encodeBits(quint32 bits);

} // namespace profiles
