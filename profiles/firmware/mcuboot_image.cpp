// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcuboot_image.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>

namespace profiles {

namespace {

constexpr quint32 kImageMagic = 0x96F3B83D;
constexpr quint16 kTlvInfoMagic = 0x6907, kProtectedTlvInfoMagic = 0x6908;
constexpr std::size_t kHeaderSize = 32, kTlvHead = 4;

/// Trailer magic for a write alignment up to 8; above it, the alignment as u16 and these 14 bytes (bootutil_public).
constexpr std::array<std::uint8_t, 16> kTrailerMagic
    = {0x77, 0xC2, 0x95, 0xF3, 0x60, 0xD2, 0xEF, 0x7F, 0x35, 0x52, 0x50, 0x0F, 0x2C, 0xB6, 0x79, 0x80};
constexpr std::array<std::uint8_t, 14> kAlignedTrailerMagic
    = {0x2D, 0xE1, 0x5D, 0x29, 0x41, 0x0B, 0x8D, 0x77, 0x67, 0x9C, 0x11, 0x0F, 0x1F, 0x8A};

/// Numbers at fixed places in the image's byte order; the caller has checked that they are there.
struct Field {
    ByteView bytes;
    bool bigEndian = false;

    [[nodiscard]] quint16 u16(std::size_t at) const
    {
        const auto first = quint16(bytes[at]), second = quint16(bytes[at + 1]);
        return static_cast<quint16>(bigEndian ? (first << 8) | second : (second << 8) | first);
    }
    [[nodiscard]] quint32 u32(std::size_t at) const
    {
        const quint32 first = u16(at), second = u16(at + 2);
        return bigEndian ? (first << 16) | second : (second << 16) | first;
    }
};

tl::unexpected<Error> badImage(const QString &what) { return fail(Fault::BadFile, what); }

bool beginsWith(ByteView file, std::string_view text)
{
    return file.size() >= text.size()
        && std::equal(text.begin(), text.end(), file.begin(), [](char c, std::uint8_t b) { return quint8(c) == b; });
}

tl::unexpected<Error> notAnImage(ByteView file)
{
    using namespace std::string_view_literals;
    if (beginsWith(file, "PK\x03\x04"sv))
        return badImage(QStringLiteral("a zip archive, not an image: unpack it and choose the .bin inside"));
    if (beginsWith(file,
            "\x7F"
            "ELF"sv))
        return badImage(QStringLiteral("an ELF program, not a signed image"));
    if (beginsWith(file, ":"sv))
        return badImage(QStringLiteral("looks like Intel HEX, not a binary image"));
    if (file.size() < kHeaderSize)
        return badImage(QStringLiteral("%1 bytes; an image header alone has 32").arg(file.size()));
    return badImage(QStringLiteral("no MCUboot magic at its start: not a signed image"));
}

McubootImage readHeader(const Field &header)
{
    McubootImage image;
    image.bigEndian = header.bigEndian;
    image.loadAddress = header.u32(4);
    image.headerSize = header.u16(8);
    image.protectedSize = header.u16(10);
    image.imageSize = header.u32(12);
    image.flags = header.u32(16);
    image.version = McubootVersion{header.bytes[20], header.bytes[21], header.u16(22), header.u32(24)};
    return image;
}

/// Reads one TLV area that begins at `at`; returns the offset behind it.
Result<std::size_t> readArea(const Field &file, std::size_t at, bool isProtected, McubootImage &image)
{
    const QString name = isProtected ? QStringLiteral("protected TLV area") : QStringLiteral("TLV area");
    if (file.bytes.size() < at || file.bytes.size() - at < kTlvHead)
        return badImage(QString(name + QStringLiteral(" missing: the file is cut off")));
    if (file.u16(at) != (isProtected ? kProtectedTlvInfoMagic : kTlvInfoMagic))
        return badImage(QString(name + QStringLiteral(" has no magic at byte %1").arg(at)));
    const std::size_t total = file.u16(at + 2);
    if (total < kTlvHead || total > file.bytes.size() - at)
        return badImage(QString(name + QStringLiteral(" of %1 bytes does not fit the file").arg(total)));
    const std::size_t end = at + total;
    for (at += kTlvHead; at < end;) {
        if (end - at < kTlvHead || file.u16(at + 2) > end - at - kTlvHead)
            return badImage(QString(name + QStringLiteral(": entry at byte %1 is cut off").arg(at)));
        const std::size_t length = file.u16(at + 2);
        image.tlvs.append(McubootTlv{file.u16(at), isProtected, copyOf(file.bytes.subspan(at + kTlvHead, length))});
        at += kTlvHead + length;
    }
    return end;
}

bool endsWithTrailerMagic(ByteView tail)
{
    if (tail.size() < kTrailerMagic.size())
        return false;
    const ByteView last = tail.last(kTrailerMagic.size());
    return std::equal(last.begin(), last.end(), kTrailerMagic.begin())
        || std::equal(last.begin() + 2, last.end(), kAlignedTrailerMagic.begin());
}

Result<void> readAreas(const Field &file, McubootImage &image)
{
    std::size_t at = std::size_t(image.headerSize) + image.imageSize;
    if (image.protectedSize > 0) {
        const auto end = readArea(file, at, true, image);
        if (!end)
            return tl::unexpected(end.error());
        if (*end - at != image.protectedSize)
            return badImage(QStringLiteral("protected TLV area has %1 bytes, the header says %2")
                                .arg(*end - at)
                                .arg(image.protectedSize));
        at = *end;
    }
    const auto end = readArea(file, at, false, image);
    if (!end)
        return tl::unexpected(end.error());
    image.endOffset = static_cast<qint64>(*end);
    const ByteView tail = file.bytes.subspan(*end);
    image.tailErased = std::all_of(tail.begin(), tail.end(), [](std::uint8_t b) { return b == 0xFF; });
    image.hasTrailer = endsWithTrailerMagic(tail);
    return {};
}

std::optional<HashAlgorithm> algorithmOf(quint16 type)
{
    switch (static_cast<McubootTlvType>(type)) {
    case McubootTlvType::Sha256: return HashAlgorithm::Sha256;
    case McubootTlvType::Sha384: return HashAlgorithm::Sha384;
    case McubootTlvType::Sha512: return HashAlgorithm::Sha512;
    default: return std::nullopt;
    }
}

QCryptographicHash::Algorithm qtAlgorithm(HashAlgorithm algorithm)
{
    switch (algorithm) {
    case HashAlgorithm::Sha384: return QCryptographicHash::Sha384;
    case HashAlgorithm::Sha512: return QCryptographicHash::Sha512;
    case HashAlgorithm::Sha256: break;
    }
    return QCryptographicHash::Sha256;
}

/// An image names itself by one hash of the right size, or by none.
Result<void> checkHashTlvs(const McubootImage &image)
{
    int count = 0;
    for (const McubootTlv &tlv : image.tlvs) {
        const auto algorithm = algorithmOf(tlv.type);
        if (!algorithm)
            continue;
        if (tlv.value.size() != QCryptographicHash::hashLength(qtAlgorithm(*algorithm)))
            return badImage(QStringLiteral("hash of %1 bytes").arg(tlv.value.size()));
        if (++count > 1)
            return badImage(QStringLiteral("more than one image hash"));
    }
    return {};
}

} // namespace

const McubootTlv *McubootImage::find(McubootTlvType type) const
{
    const auto it = std::find_if(tlvs.begin(), tlvs.end(), [type](const McubootTlv &tlv) { return tlv.is(type); });
    return it == tlvs.end() ? nullptr : &*it;
}

const McubootTlv *McubootImage::hashTlv() const
{
    const auto it = std::find_if(
        tlvs.begin(), tlvs.end(), [](const McubootTlv &tlv) { return algorithmOf(tlv.type).has_value(); });
    return it == tlvs.end() ? nullptr : &*it;
}

std::optional<HashAlgorithm> McubootImage::hashAlgorithm() const
{
    const McubootTlv *tlv = hashTlv();
    return tlv ? algorithmOf(tlv->type) : std::nullopt;
}

QByteArray McubootImage::hash() const
{
    const McubootTlv *tlv = hashTlv();
    return tlv ? tlv->value : QByteArray();
}

std::optional<quint32> McubootImage::securityCounter() const
{
    const McubootTlv *tlv = find(McubootTlvType::SecurityCounter);
    if (!tlv || tlv->value.size() != 4)
        return std::nullopt;
    return Field{viewOf(tlv->value), bigEndian}.u32(0);
}

Result<McubootImage> parseMcubootImage(ByteView file)
{
    if (file.size() > static_cast<std::size_t>(kMaxImageFile))
        return badImage(QStringLiteral("%1 bytes; the limit is 16 MiB").arg(file.size()));
    if (file.size() < kHeaderSize)
        return notAnImage(file);
    Field header{file, false};
    if (header.u32(0) != kImageMagic)
        header.bigEndian = true;
    if (header.u32(0) != kImageMagic)
        return notAnImage(file);
    McubootImage image = readHeader(header);
    image.fileSize = static_cast<qint64>(file.size());
    if (image.headerSize < kHeaderSize)
        return badImage(QStringLiteral("header size %1; it has at least 32").arg(image.headerSize));
    if (qint64(image.headerSize) + image.imageSize > image.fileSize)
        return badImage(QStringLiteral("cut off: header and payload need %1 bytes, the file has %2")
                            .arg(qint64(image.headerSize) + image.imageSize)
                            .arg(image.fileSize));
    const auto areas = readAreas(header, image);
    if (!areas)
        return tl::unexpected(areas.error());
    const auto hashes = checkHashTlvs(image);
    if (!hashes)
        return tl::unexpected(hashes.error());
    return image;
}

QByteArray computeImageHash(ByteView file, const McubootImage &image, HashAlgorithm algorithm)
{
    const auto size = static_cast<std::size_t>(image.hashedSize());
    if (size > file.size())
        return {};
    const ByteView hashed = file.first(size);
    QCryptographicHash hash(qtAlgorithm(algorithm));
    hash.addData(QByteArrayView(reinterpret_cast<const char *>(hashed.data()), qsizetype(hashed.size())));
    return hash.result();
}

} // namespace profiles
