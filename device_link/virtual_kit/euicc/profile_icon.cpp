// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile_icon.h"

#include "framing/bytes.h"

#include <string_view>

namespace virtual_kit {

using framing::Bytes;
using framing::ByteView;

namespace {

constexpr int kSide = 64;

void append(Bytes &out, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<std::uint8_t>(value >> shift));
}

/// CRC-32 of PNG (W3C PNG annex D): reflected, polynomial EDB88320.
std::uint32_t crc32(ByteView data)
{
    std::uint32_t crc = 0xFFFFFFFF;
    for (const std::uint8_t octet : data) {
        crc ^= octet;
        for (int bit = 0; bit < 8; ++bit)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0u);
    }
    return ~crc;
}

std::uint32_t adler32(ByteView data)
{
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (const std::uint8_t octet : data) {
        a = (a + octet) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

void appendChunk(Bytes &png, std::string_view type, const Bytes &content)
{
    append(png, static_cast<std::uint32_t>(content.size()));
    const std::size_t start = png.size();
    png.insert(png.end(), type.begin(), type.end());
    png.insert(png.end(), content.begin(), content.end());
    append(png, crc32(ByteView(png).subspan(start)));
}

/// A card with its corner cut off and a contact field.
bool isWhite(int x, int y)
{
    const bool card = x >= 16 && x < 48 && y >= 10 && y < 54 && x - 16 + (y - 10) >= 10;
    const bool contacts = x >= 24 && x < 40 && y >= 28 && y < 46;
    const bool grid = x == 31 || x == 32 || y == 36 || y == 37;
    return card && (!contacts || grid);
}

/// One bit a pixel, each row with filter type 0 in front.
Bytes pixelRows()
{
    Bytes rows;
    for (int y = 0; y < kSide; ++y) {
        rows.push_back(0);
        for (int x = 0; x < kSide; x += 8) {
            int octet = 0;
            for (int bit = 0; bit < 8; ++bit)
                octet = octet << 1 | (isWhite(x + bit, y) ? 1 : 0);
            rows.push_back(static_cast<std::uint8_t>(octet));
        }
    }
    return rows;
}

/// zlib stream with one stored block (RFC 1950, RFC 1951 §3.2.4): 576 bytes need no compressor.
Bytes zlibStored(const Bytes &data)
{
    const auto length = static_cast<std::uint16_t>(data.size());
    Bytes stream{0x78, 0x01, 0x01, static_cast<std::uint8_t>(length), static_cast<std::uint8_t>(length >> 8),
        static_cast<std::uint8_t>(~length), static_cast<std::uint8_t>(~length >> 8)};
    stream.insert(stream.end(), data.begin(), data.end());
    append(stream, adler32(data));
    return stream;
}

} // namespace

Bytes profileIcon(const std::array<std::uint8_t, 3> &colour)
{
    Bytes png{0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};
    Bytes header;
    append(header, kSide);
    append(header, kSide);
    // 1 bit, palette, deflate, adaptive filter, no interlace.
    const std::uint8_t format[]{1, 3, 0, 0, 0};
    header.insert(header.end(), std::begin(format), std::end(format));
    appendChunk(png, "IHDR", header);
    appendChunk(png, "PLTE", {colour[0], colour[1], colour[2], 0xFF, 0xFF, 0xFF});
    appendChunk(png, "IDAT", zlibStored(pixelRows()));
    appendChunk(png, "IEND", {});
    return png;
}

} // namespace virtual_kit
