// SPDX-License-Identifier: GPL-3.0-or-later
#include "tlv.h"

namespace profiles {

namespace {

tl::unexpected<Error> badTlv(const char *what, std::size_t at)
{
    return fail(Fault::BadReply, QStringLiteral("TLV: %1 at byte %2").arg(QLatin1String(what)).arg(at));
}

/// Tag bytes consumed, or 0 when they are cut off or not a tag (X.690 §8.1.2.4; ISO 7816-4 allows at most three).
std::size_t readTag(ByteView bytes, quint32 &tag)
{
    tag = bytes[0];
    if ((tag & 0x1F) != 0x1F)
        return 1;
    for (std::size_t i = 1; i < 3 && i < bytes.size(); ++i) {
        if (i == 1 && (bytes[i] == 0x80 || bytes[i] < 0x1F))
            return 0; // padded with zeros, or a number that fits one byte
        tag = (tag << 8) | bytes[i];
        if ((bytes[i] & 0x80) == 0)
            return i + 1;
    }
    return 0;
}

/// Length bytes consumed, or 0 when they are cut off, indefinite or longer than 83 xx xx xx.
std::size_t readLength(ByteView bytes, std::size_t &length)
{
    if (bytes.empty())
        return 0;
    if (bytes[0] < 0x80) {
        length = bytes[0];
        return 1;
    }
    const std::size_t count = bytes[0] & 0x7FU;
    if (count == 0 || count > 3 || bytes.size() < count + 1)
        return 0;
    length = 0;
    for (std::size_t i = 1; i <= count; ++i)
        length = (length << 8) | bytes[i];
    return count + 1;
}

} // namespace

Result<Tlv> TlvReader::next()
{
    const ByteView rest = m_bytes.subspan(m_at);
    if (rest.empty())
        return badTlv("object missing", m_at);
    Tlv tlv;
    const std::size_t tagSize = readTag(rest, tlv.tag);
    if (tagSize == 0)
        return badTlv("bad tag", m_at);
    std::size_t length = 0;
    const std::size_t lengthSize = readLength(rest.subspan(tagSize), length);
    if (lengthSize == 0)
        return badTlv("bad length", m_at + tagSize);
    const std::size_t head = tagSize + lengthSize;
    if (length > rest.size() - head)
        return badTlv("value cut off", m_at + head);
    tlv.value = rest.subspan(head, length);
    tlv.whole = rest.first(head + length);
    m_at += head + length;
    return tlv;
}

Result<ByteView> onlyTlv(ByteView bytes, quint32 tag)
{
    TlvReader reader(bytes);
    const auto tlv = reader.next();
    if (!tlv)
        return tl::unexpected(tlv.error());
    if (tlv->tag != tag)
        return fail(Fault::BadReply, QStringLiteral("expected object %1, got %2").arg(tag, 0, 16).arg(tlv->tag, 0, 16));
    if (!reader.atEnd())
        return badTlv("bytes after the object", tlv->whole.size());
    return tlv->value;
}

Result<std::optional<ByteView>> findTlv(ByteView bytes, quint32 tag)
{
    std::optional<ByteView> found;
    for (TlvReader reader(bytes); !reader.atEnd();) {
        const auto tlv = reader.next();
        if (!tlv)
            return tl::unexpected(tlv.error());
        if (tlv->tag == tag && !found)
            found = tlv->value;
    }
    return found;
}

Result<qint64> decodeInteger(ByteView value)
{
    if (value.empty() || value.size() > 8)
        return fail(Fault::BadReply, QStringLiteral("INTEGER of %1 bytes").arg(value.size()));
    quint64 number = (value[0] & 0x80) ? ~quint64(0) : 0;
    for (const std::uint8_t byte : value)
        number = (number << 8) | byte;
    return static_cast<qint64>(number);
}

Result<quint64> decodeUnsigned(ByteView value)
{
    if (value.empty() || value.size() > 8)
        return fail(Fault::BadReply, QStringLiteral("number of %1 bytes").arg(value.size()));
    quint64 number = 0;
    for (const std::uint8_t byte : value)
        number = (number << 8) | byte;
    return number;
}

Result<quint32> decodeBits(ByteView value)
{
    if (value.empty() || value.size() > 5 || value[0] > 7 || (value.size() == 1 && value[0] != 0))
        return fail(Fault::BadReply, QStringLiteral("BIT STRING of %1 bytes").arg(value.size()));
    const std::size_t count = (value.size() - 1) * 8 - value[0];
    quint32 bits = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (value[1 + i / 8] & (0x80U >> (i % 8)))
            bits |= quint32(1) << i;
    }
    return bits;
}

void appendTag(QByteArray &out, quint32 tag)
{
    for (int shift = tag > 0xFFFF ? 16 : tag > 0xFF ? 8 : 0; shift >= 0; shift -= 8)
        out.append(static_cast<char>((tag >> shift) & 0xFF));
}

void appendTlv(QByteArray &out, quint32 tag, const QByteArray &value)
{
    const auto size = static_cast<quint32>(value.size());
    Q_ASSERT(value.size() < (1 << 24));
    appendTag(out, tag);
    const int count = size < 0x80 ? 0 : size < 0x100 ? 1 : size < 0x10000 ? 2 : 3;
    if (count > 0)
        out.append(static_cast<char>(0x80 | count));
    for (int shift = count > 0 ? (count - 1) * 8 : 0; shift >= 0; shift -= 8)
        out.append(static_cast<char>((size >> shift) & 0xFF));
    out.append(value);
}

QByteArray makeTlv(quint32 tag, const QByteArray &value)
{
    QByteArray out;
    appendTlv(out, tag, value);
    return out;
}

QByteArray encodeInteger(qint64 value)
{
    QByteArray out;
    for (int shift = 56; shift >= 0; shift -= 8)
        out.append(static_cast<char>((value >> shift) & 0xFF));
    const auto redundant = [&out] {
        const auto first = static_cast<quint8>(out[0]);
        const bool nextNegative = (static_cast<quint8>(out[1]) & 0x80) != 0;
        return (first == 0x00 && !nextNegative) || (first == 0xFF && nextNegative);
    };
    while (out.size() > 1 && redundant())
        out.remove(0, 1);
    return out;
}

QByteArray encodeBits(quint32 bits)
{
    if (bits == 0)
        return QByteArray(1, '\0');
    int count = 32;
    while (((bits >> (count - 1)) & 1) == 0)
        --count;
    QByteArray out(1 + (count + 7) / 8, '\0');
    out[0] = static_cast<char>((8 - count % 8) % 8);
    for (int i = 0; i < count; ++i) {
        if ((bits >> i) & 1)
            out[1 + i / 8] = static_cast<char>(out[1 + i / 8] | (0x80 >> (i % 8)));
    }
    return out;
}

} // namespace profiles
