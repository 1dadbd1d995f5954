// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_walk.h"

#include "little_endian.h"

#include <algorithm>

namespace device_link {

namespace {

constexpr std::size_t kWindow = 256 * 1024; ///< a multiple of kRecordAlign

} // namespace

RecordWalk::RecordWalk(RandomFile &file, std::uint32_t fileId, std::uint64_t from)
    : m_file(file)
    , m_fileId(fileId)
    , m_at((from + kRecordAlign - 1) / kRecordAlign * kRecordAlign)
    , m_sequenceKnown(from <= kPrologueBytes)
{
}

Result<bool> RecordWalk::headerAt(std::uint64_t offset, Step &step)
{
    std::array<std::uint8_t, kRecordHeaderBytes + kMaxHeadBytes> bytes;
    const auto got = m_file.read(offset, bytes);
    if (!got)
        return tl::unexpected(got.error());
    const auto header = parseRecordHeader(framing::ByteView(bytes).first(*got));
    if (!header || header->fileId != m_fileId)
        return false;
    step.header = *header;
    std::copy_n(bytes.data() + kRecordHeaderBytes, header->headBytes, step.headRoom.data());
    return true;
}

Result<RecordWalk::Step> RecordWalk::next()
{
    Step step;
    step.offset = m_at;
    if (m_at >= m_file.size())
        return step;
    const std::uint64_t left = m_file.size() - m_at;
    const auto sound = headerAt(m_at, step);
    if (!sound)
        return tl::unexpected(sound.error());
    if (*sound && step.header.recordBytes() <= left) {
        step.kind = Step::Kind::Record;
        step.bytes = step.header.recordBytes();
        const std::uint32_t skipped = step.header.sequence - m_sequence;
        if (m_sequenceKnown && skipped < std::uint32_t(1) << 31)
            m_missing += skipped;
        m_sequence = step.header.sequence + 1;
        m_sequenceKnown = true;
    } else if (*sound) {
        step.kind = Step::Kind::Torn;
        step.bytes = left;
    } else {
        const auto found = findHeader(m_at + kRecordAlign);
        if (!found)
            return tl::unexpected(found.error());
        step.kind = *found < m_file.size() ? Step::Kind::Damage : Step::Kind::Torn;
        step.bytes = *found - m_at;
    }
    m_at += step.bytes;
    return step;
}

Result<std::uint64_t> RecordWalk::findHeader(std::uint64_t from)
{
    const auto marker = fieldAt<std::uint32_t>(kRecordMarker, 0);
    Step found;
    while (from < m_file.size()) {
        m_window.resize(std::min<std::uint64_t>(kWindow, m_file.size() - from));
        const auto got = m_file.read(from, m_window);
        if (!got)
            return tl::unexpected(got.error());
        for (std::size_t i = 0; i + kRecordAlign <= *got; i += kRecordAlign) {
            if (fieldAt<std::uint32_t>(m_window, i) != marker)
                continue;
            const auto sound = headerAt(from + i, found);
            if (!sound)
                return tl::unexpected(sound.error());
            if (*sound)
                return from + i;
        }
        if (*got < m_window.size())
            break; // it was cut meanwhile
        from += kWindow;
    }
    return m_file.size();
}

Result<framing::ByteView> readBody(RandomFile &file, const RecordWalk::Step &record, framing::Bytes &out)
{
    out.resize(record.header.paddedBody());
    const auto got = file.read(record.offset + kRecordHeaderBytes + record.header.headBytes, out);
    if (!got)
        return tl::unexpected(got.error());
    if (*got != out.size() || !bodyIsSound(record.header, out))
        return fail(Fault::BadFile, QStringLiteral("the record at byte %1 is damaged").arg(record.offset));
    return framing::ByteView(out).first(record.header.bodyBytes);
}

Result<WholeRecord> readRecord(RandomFile &file, std::uint64_t offset, std::uint32_t bytes, framing::Bytes &out)
{
    out.resize(bytes);
    const auto got = file.read(offset, out);
    if (!got)
        return tl::unexpected(got.error());
    const auto header = parseRecordHeader(framing::ByteView(out).first(*got));
    if (!header || *got != bytes || header->recordBytes() != bytes)
        return fail(Fault::BadFile, QStringLiteral("the record at byte %1 is damaged").arg(offset));
    const auto rest = framing::ByteView(out).subspan(kRecordHeaderBytes);
    const auto body = rest.subspan(header->headBytes);
    if (!bodyIsSound(*header, body))
        return fail(Fault::BadFile, QStringLiteral("the record at byte %1 is damaged").arg(offset));
    return WholeRecord{*header, rest.first(header->headBytes), body.first(header->bodyBytes)};
}

} // namespace device_link
