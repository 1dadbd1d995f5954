// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random_file.h"
#include "record_header.h"

#include "framing/bytes.h"

#include <array>

namespace device_link {

/// Goes through the records of a file by their headers, over damage to the next one that is sound (FORMAT.md §6).
class RecordWalk
{
public:
    struct Step {
        enum class Kind : std::uint8_t {
            Record, ///< its header and head are sound; its body was not looked at
            Damage, ///< bytes that are no record, and a record after them
            Torn,   ///< the same up to the end of the file, or a record that the file ends in
            End,    ///< nothing more
        } kind = Kind::End;
        std::uint64_t offset = 0;
        std::uint64_t bytes = 0;
        RecordHeader header; ///< of a Record, and of a Torn one that has a whole header (headBytes is 0 without)
        std::array<std::uint8_t, kMaxHeadBytes> headRoom{};
        [[nodiscard]] framing::ByteView head() const { return framing::ByteView(headRoom).first(header.headBytes); }
    };

    /// from: where to begin; a record's offset, or damage is found there.
    RecordWalk(RandomFile &file, std::uint32_t fileId, std::uint64_t from = kPrologueBytes);
    /// CannotRead when the disk fails.
    [[nodiscard]] Result<Step> next();

    /// Records that must have been between those seen, by their sequence numbers.
    [[nodiscard]] std::uint64_t missingRecords() const { return m_missing; }

private:
    [[nodiscard]] Result<bool> headerAt(std::uint64_t offset, Step &step);
    [[nodiscard]] Result<std::uint64_t> findHeader(std::uint64_t from);

    RandomFile &m_file;
    const std::uint32_t m_fileId;
    std::uint64_t m_at;
    std::uint32_t m_sequence = 0;
    bool m_sequenceKnown;
    std::uint64_t m_missing = 0;
    framing::Bytes m_window; ///< of searches
};

/// Reads the body of a record with its padding into out and checks it. BadFile when its checksum is wrong.
[[nodiscard]] Result<framing::ByteView> readBody(RandomFile &file, const RecordWalk::Step &record, framing::Bytes &out);

/// Reads a whole record of a known place into out. BadFile when it is not sound.
struct WholeRecord {
    RecordHeader header;
    framing::ByteView head;
    framing::ByteView body; ///< without padding
};
[[nodiscard]] Result<WholeRecord> readRecord(
    RandomFile &file, std::uint64_t offset, std::uint32_t bytes, framing::Bytes &out);

} // namespace device_link
