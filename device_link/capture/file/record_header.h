// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <cstdint>
#include <optional>

namespace device_link {

/// Numbers of FORMAT.md §3; others are skipped.
enum class RecordType : std::uint8_t {
    FileHeader = 1,
    Stream = 2,
    Samples = 3,
    Gap = 4,
    Clock = 5,
    Events = 6,
    Calibration = 7,
    Synced = 8,
    End = 9,
};

inline constexpr std::uint8_t kRecordVersion = 1;
inline constexpr std::size_t kRecordHeaderBytes = 32;
inline constexpr std::size_t kMaxHeadBytes = 64;
inline constexpr std::uint32_t kMaxBodyBytes = std::uint32_t(1) << 26;
inline constexpr std::size_t kRecordAlign = 8;

/// The fixed part of a record (FORMAT.md §2). A head of headBytes follows it, then the body and padding to 8 bytes.
struct RecordHeader {
    std::uint32_t fileId = 0; ///< of the file: no record of another file, left on the disk, passes for one of it
    std::uint8_t type = 0;
    std::uint8_t version = kRecordVersion;
    std::uint16_t headBytes = 0;
    std::uint32_t bodyBytes = 0;
    std::uint32_t sequence = 0;
    std::uint32_t bodyCrc = 0;

    [[nodiscard]] bool is(RecordType known) const
    {
        return type == static_cast<std::uint8_t>(known) && version == kRecordVersion;
    }
    [[nodiscard]] std::uint64_t paddedBody() const
    {
        return (std::uint64_t(bodyBytes) + kRecordAlign - 1) / kRecordAlign * kRecordAlign;
    }
    [[nodiscard]] std::uint64_t recordBytes() const { return kRecordHeaderBytes + headBytes + paddedBody(); }
};

/// Appends a whole record. head: a multiple of 8 bytes, at most 64. body: at most kMaxBodyBytes.
void appendRecord(framing::Bytes &out, RecordType type, std::uint32_t fileId, std::uint32_t sequence,
    framing::ByteView head, framing::ByteView body);

/// The header at the start of bytes; none when there is no whole and sound one together with its head.
[[nodiscard]] std::optional<RecordHeader> parseRecordHeader(framing::ByteView bytes);

/// Whether a body together with its padding is what the header says. body: paddedBody() bytes.
[[nodiscard]] bool bodyIsSound(const RecordHeader &header, framing::ByteView body);

/// The first 24 bytes of a file (FORMAT.md §1).
struct FilePrologue {
    std::uint16_t major = 0;
    std::uint16_t minor = 0;
    std::uint32_t fileId = 0;
};
inline constexpr std::size_t kPrologueBytes = 24;
inline constexpr std::uint16_t kFormatMajor = 1;
inline constexpr std::uint16_t kFormatMinor = 0;

void appendPrologue(framing::Bytes &out, std::uint32_t fileId);

enum class PrologueFault : std::uint8_t {
    None,
    Foreign, ///< does not begin like a recording
    Damaged, ///< does, but the rest is not sound
};
struct PrologueResult {
    PrologueFault fault = PrologueFault::Foreign;
    FilePrologue prologue;
};
[[nodiscard]] PrologueResult parsePrologue(framing::ByteView bytes);

/// The first bytes of every record.
inline constexpr std::uint8_t kRecordMarker[4] = {0xAE, 0x53, 0x1A, 0xC7};

} // namespace device_link
