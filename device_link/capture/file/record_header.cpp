// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_header.h"

#include "little_endian.h"

#include "framing/crc.h"

#include <algorithm>
#include <iterator>

namespace device_link {

namespace {

// As PNG's: not text, and broken by whatever turns line ends or clears top bits.
constexpr std::uint8_t kSignature[8] = {0x89, 'A', 'E', 'R', 0x0D, 0x0A, 0x1A, 0x0A};
constexpr std::size_t kCrcOffset = 4;
constexpr std::size_t kCrcFrom = 8; ///< the header's checksum is over what follows it, the head included
constexpr std::size_t kPrologueCrcOffset = 20;

} // namespace

void appendRecord(framing::Bytes &out, RecordType type, std::uint32_t fileId, std::uint32_t sequence,
    framing::ByteView head, framing::ByteView body)
{
    const std::size_t start = out.size();
    const std::size_t bodyStart = start + kRecordHeaderBytes + head.size();
    const std::size_t padded = (body.size() + kRecordAlign - 1) / kRecordAlign * kRecordAlign;
    out.reserve(bodyStart + padded);
    out.insert(out.end(), std::begin(kRecordMarker), std::end(kRecordMarker));
    putField(out, std::uint32_t(0));
    putField(out, fileId);
    putField(out, static_cast<std::uint8_t>(type));
    putField(out, kRecordVersion);
    putField(out, static_cast<std::uint16_t>(head.size()));
    putField(out, static_cast<std::uint32_t>(body.size()));
    putField(out, sequence);
    const std::size_t bodyCrcAt = out.size();
    putField(out, std::uint32_t(0));
    putField(out, std::uint32_t(0)); // reserved
    out.insert(out.end(), head.begin(), head.end());
    out.insert(out.end(), body.begin(), body.end());
    out.resize(bodyStart + padded);
    const framing::ByteView all(out);
    const std::uint32_t bodyCrc = framing::crc32c(all.subspan(bodyStart, padded));
    std::memcpy(out.data() + bodyCrcAt, &bodyCrc, sizeof bodyCrc);
    const std::uint32_t crc = framing::crc32c(all.subspan(start + kCrcFrom, bodyStart - start - kCrcFrom));
    std::memcpy(out.data() + start + kCrcOffset, &crc, sizeof crc);
}

std::optional<RecordHeader> parseRecordHeader(framing::ByteView bytes)
{
    if (bytes.size() < kRecordHeaderBytes
        || !std::equal(std::begin(kRecordMarker), std::end(kRecordMarker), bytes.data()))
        return {};
    RecordHeader header;
    header.fileId = fieldAt<std::uint32_t>(bytes, 8);
    header.type = bytes[12];
    header.version = bytes[13];
    header.headBytes = fieldAt<std::uint16_t>(bytes, 14);
    header.bodyBytes = fieldAt<std::uint32_t>(bytes, 16);
    header.sequence = fieldAt<std::uint32_t>(bytes, 20);
    header.bodyCrc = fieldAt<std::uint32_t>(bytes, 24);
    if (header.headBytes > kMaxHeadBytes || header.headBytes % kRecordAlign != 0 || header.bodyBytes > kMaxBodyBytes
        || bytes.size() < kRecordHeaderBytes + header.headBytes)
        return {};
    const auto covered = bytes.subspan(kCrcFrom, kRecordHeaderBytes + header.headBytes - kCrcFrom);
    if (framing::crc32c(covered) != fieldAt<std::uint32_t>(bytes, kCrcOffset))
        return {};
    return header;
}

bool bodyIsSound(const RecordHeader &header, framing::ByteView body)
{
    return body.size() == header.paddedBody() && framing::crc32c(body) == header.bodyCrc;
}

void appendPrologue(framing::Bytes &out, std::uint32_t fileId)
{
    const std::size_t start = out.size();
    out.insert(out.end(), std::begin(kSignature), std::end(kSignature));
    putField(out, kFormatMajor);
    putField(out, kFormatMinor);
    putField(out, fileId);
    putField(out, std::uint32_t(0));
    putField(out, framing::crc32c(framing::ByteView(out).subspan(start, kPrologueCrcOffset)));
}

PrologueResult parsePrologue(framing::ByteView bytes)
{
    PrologueResult result;
    const std::size_t begun = std::min(bytes.size(), sizeof kSignature);
    if (begun == 0 || !std::equal(bytes.begin(), bytes.begin() + std::ptrdiff_t(begun), std::begin(kSignature)))
        return result;
    result.fault = PrologueFault::Damaged;
    if (bytes.size() < kPrologueBytes)
        return result;
    if (framing::crc32c(bytes.first(kPrologueCrcOffset)) != fieldAt<std::uint32_t>(bytes, kPrologueCrcOffset))
        return result;
    result.fault = PrologueFault::None;
    result.prologue.major = fieldAt<std::uint16_t>(bytes, 8);
    result.prologue.minor = fieldAt<std::uint16_t>(bytes, 10);
    result.prologue.fileId = fieldAt<std::uint32_t>(bytes, 12);
    return result;
}

} // namespace device_link
