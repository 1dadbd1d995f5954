// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcuboot_image.h"

#include <algorithm>
#include <optional>

namespace virtual_kit {

namespace {

constexpr std::uint16_t kTlvMagic = 0x6907;
constexpr std::uint16_t kProtectedTlvMagic = 0x6908;
constexpr std::size_t kTlvHeader = 4; // both of the area's info and of one TLV

std::uint16_t load16(framing::ByteView from, std::size_t at)
{
    return static_cast<std::uint16_t>(from[at] | (from[at + 1] << 8));
}

std::uint32_t load32(framing::ByteView from, std::size_t at)
{
    return load16(from, at) | (static_cast<std::uint32_t>(load16(from, at + 2)) << 16);
}

/// Reads one TLV area at offset; its total length, or nothing when it is not whole.
std::optional<std::size_t> readTlvArea(
    framing::ByteView bytes, std::size_t offset, std::uint16_t magic, std::vector<ImageTlv> &out)
{
    if (bytes.size() - offset < kTlvHeader || load16(bytes, offset) != magic)
        return std::nullopt;
    const std::size_t total = load16(bytes, offset + 2);
    if (total < kTlvHeader || total > bytes.size() - offset)
        return std::nullopt;
    const std::size_t end = offset + total;
    std::size_t at = offset + kTlvHeader;
    while (at < end) {
        if (end - at < kTlvHeader)
            return std::nullopt;
        const std::size_t length = load16(bytes, at + 2);
        if (length > end - at - kTlvHeader)
            return std::nullopt;
        out.push_back({load16(bytes, at), magic == kProtectedTlvMagic, bytes.subspan(at + kTlvHeader, length)});
        at += kTlvHeader + length;
    }
    return total;
}

} // namespace

framing::ByteView McubootImage::hash() const
{
    const auto it = std::find_if(tlvs.begin(), tlvs.end(), [](const ImageTlv &tlv) {
        return !tlv.isProtected
            && ((tlv.is(ImageTlvType::Sha256) && tlv.value.size() == 32)
                || (tlv.is(ImageTlvType::Sha512) && tlv.value.size() == 64));
    });
    return it == tlvs.end() ? framing::ByteView() : it->value;
}

tl::expected<McubootImage, ImageFault> parseMcubootHeader(framing::ByteView bytes)
{
    if (bytes.size() < kImageHeaderSize)
        return tl::unexpected(ImageFault::BadHeader);
    const std::uint32_t magic = load32(bytes, 0);
    if (magic == 0xFFFFFFFF)
        return tl::unexpected(ImageFault::Empty);
    if (magic != kImageMagic)
        return tl::unexpected(ImageFault::BadHeader);
    McubootImage image;
    image.loadAddress = load32(bytes, 4);
    image.headerSize = load16(bytes, 8);
    image.protectedSize = load16(bytes, 10);
    image.payloadSize = load32(bytes, 12);
    image.flags = load32(bytes, 16);
    image.version = {bytes[20], bytes[21], load16(bytes, 22), load32(bytes, 24)};
    return image;
}

tl::expected<McubootImage, ImageFault> parseMcubootImage(framing::ByteView bytes)
{
    auto image = parseMcubootHeader(bytes);
    if (!image)
        return image;
    if (image->headerSize < kImageHeaderSize || image->headerSize > bytes.size()
        || image->payloadSize > bytes.size() - image->headerSize)
        return tl::unexpected(ImageFault::BadHeader);
    std::size_t at = image->headerSize + image->payloadSize;
    if (image->protectedSize > 0) {
        const auto total = readTlvArea(bytes, at, kProtectedTlvMagic, image->tlvs);
        if (!total || *total != image->protectedSize)
            return tl::unexpected(ImageFault::BadTlvs);
        at += *total;
    }
    image->hashed = bytes.first(at);
    const auto total = readTlvArea(bytes, at, kTlvMagic, image->tlvs);
    if (!total)
        return tl::unexpected(ImageFault::BadTlvs);
    image->totalSize = at + *total;
    return image;
}

} // namespace virtual_kit
