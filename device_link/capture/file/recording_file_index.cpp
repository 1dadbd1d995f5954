// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_file_index.h"

#include "record_bodies.h"
#include "sample_segment.h"

#include <algorithm>
#include <limits>

namespace device_link {

namespace {

using Step = RecordWalk::Step;

class IndexBuilder
{
public:
    IndexBuilder(RandomFile &file, RecordingFileIndex &index)
        : m_file(file)
        , m_index(index)
        , m_recovery(index.recovery)
    {
    }

    [[nodiscard]] Result<void> build()
    {
        RecordWalk walk(m_file, m_index.fileId);
        for (;;) {
            const auto step = walk.next();
            if (!step)
                return tl::unexpected(step.error());
            if (step->kind == Step::Kind::End)
                break;
            if (auto taken = take(*step); !taken)
                return taken;
        }
        m_recovery.missingRecords = walk.missingRecords();
        if (!m_recovery.closed || m_recovery.end == RecordingEnd::WriteFailed)
            if (auto checked = checkUnsynced(); !checked)
                return checked;
        finish();
        return {};
    }

private:
    [[nodiscard]] Result<void> take(const Step &step)
    {
        m_recovery.closed = false; // only the last record can say so
        switch (step.kind) {
        case Step::Kind::Record: return takeRecord(step);
        case Step::Kind::Damage: m_recovery.damagedBytes += step.bytes; break;
        case Step::Kind::Torn:
            m_recovery.tornBytes += step.bytes;
            countLost(step);
            break;
        case Step::Kind::End: break;
        }
        return {};
    }

    [[nodiscard]] Result<void> takeRecord(const Step &step)
    {
        const RecordHeader &header = step.header;
        if (header.is(RecordType::Samples))
            takeSegment(step);
        else if (header.is(RecordType::Gap))
            takeGap(step);
        else if (header.is(RecordType::Events))
            m_index.events.push_back({step.offset, static_cast<std::uint32_t>(step.bytes)});
        else if (header.is(RecordType::Clock))
            m_index.clocks.push_back({step.offset, static_cast<std::uint32_t>(step.bytes)});
        else if (header.is(RecordType::Synced))
            m_synced = std::max(m_synced, readSynced(step.head()).value_or(0));
        else if (header.is(RecordType::End))
            takeEnd(step);
        else if (header.is(RecordType::FileHeader) || header.is(RecordType::Stream)
            || header.is(RecordType::Calibration))
            return takeDescription(step);
        else
            ++m_recovery.unknownRecords;
        return {};
    }

    void takeSegment(const Step &step)
    {
        const auto head = parseSegmentHead(step.head());
        if (!head)
            return m_recovery.addProblem(
                QStringLiteral("the samples record at byte %1 is not possible").arg(step.offset));
        auto &segments = m_index.streams[head->stream].segments;
        if (!segments.empty() && head->firstIndex < segments.back().endIndex())
            return m_recovery.addProblem(QStringLiteral("the samples at byte %1 go back").arg(step.offset));
        segments.push_back(
            {step.offset, head->firstIndex, head->kitTimeNs, head->frames, static_cast<std::uint32_t>(step.bytes)});
    }

    void takeGap(const Step &step)
    {
        const auto record = readGap(step.head());
        if (!record)
            return m_recovery.addProblem(record.error().detail());
        m_index.streams[record->stream].gaps.push_back(record->gap);
    }

    void takeEnd(const Step &step)
    {
        const auto end = readEnd(step.head());
        m_recovery.closed = end.has_value();
        m_recovery.end = end.value_or(RecordingEnd::Closed);
    }

    [[nodiscard]] Result<void> takeDescription(const Step &step)
    {
        const auto body = readBody(m_file, step, m_body);
        if (!body) {
            if (body.error().fault() == Fault::CannotRead)
                return tl::unexpected(body.error());
            ++m_recovery.damagedRecords;
            return {};
        }
        if (step.header.is(RecordType::FileHeader))
            takeInfo(*body);
        else if (step.header.is(RecordType::Stream))
            takeStream(step, *body);
        else
            takeCalibration(step, *body);
        return {};
    }

    void takeInfo(framing::ByteView body)
    {
        auto info = readFileInfo(body);
        if (!info)
            return m_recovery.addProblem(info.error().detail());
        m_index.info = std::move(*info);
        m_hasInfo = true;
    }

    void takeStream(const Step &step, framing::ByteView body)
    {
        auto record = readStream(step.head(), body);
        if (!record)
            return m_recovery.addProblem(record.error().detail());
        IndexedStream &stream = m_index.streams[record->stream];
        if (stream.described)
            return; // a repetition
        stream.described = true;
        stream.info = std::move(record->info);
        stream.uncalibrated = record->uncalibrated;
        if (stream.uncalibrated)
            m_recovery.addProblem(
                QStringLiteral("the calibration of stream %1 is no number; its codes are shown").arg(record->stream));
    }

    void takeCalibration(const Step &step, framing::ByteView body)
    {
        auto record = readCalibration(step.head(), body);
        if (!record)
            return m_recovery.addProblem(record.error().detail());
        auto &calibrations = m_index.streams[record->stream].calibrations;
        if (std::find(calibrations.begin(), calibrations.end(), record->calibration) == calibrations.end())
            calibrations.push_back(std::move(record->calibration));
    }

    void countLost(const Step &step)
    {
        if (!step.header.is(RecordType::Samples))
            return;
        if (const auto head = parseSegmentHead(step.head()))
            m_recovery.lostFrames += head->frames;
    }

    /// After a power loss a file can have a record's header without its body, in what was not synchronised.
    [[nodiscard]] Result<void> checkUnsynced()
    {
        RecordWalk walk(m_file, m_index.fileId, std::max<std::uint64_t>(m_synced, kPrologueBytes));
        for (;;) {
            const auto step = walk.next();
            if (!step)
                return tl::unexpected(step.error());
            if (step->kind == Step::Kind::End)
                return {};
            if (step->kind != Step::Kind::Record)
                continue;
            const auto body = readBody(m_file, *step, m_body);
            if (body)
                continue;
            if (body.error().fault() == Fault::CannotRead)
                return tl::unexpected(body.error());
            ++m_recovery.damagedRecords;
            countLost(*step);
            forget(*step);
        }
    }

    void forget(const Step &step)
    {
        const auto isIt = [&](const auto &place) { return place.offset == step.offset; };
        std::erase_if(m_index.events, isIt);
        std::erase_if(m_index.clocks, isIt);
        if (const auto head = parseSegmentHead(step.head()); head && step.header.is(RecordType::Samples))
            std::erase_if(m_index.streams[head->stream].segments, isIt);
    }

    void finish()
    {
        if (!m_hasInfo)
            m_recovery.addProblem(QStringLiteral("what the recording is of is damaged"));
        std::uint64_t lastOffset = 0;
        for (auto &[number, stream] : m_index.streams) {
            if (!stream.described && !stream.segments.empty())
                m_recovery.addProblem(QStringLiteral("stream %1 has samples but no description").arg(number));
            if (!stream.described || stream.segments.empty() || stream.segments.back().offset < lastOffset)
                continue;
            lastOffset = stream.segments.back().offset;
            m_recovery.lastKitTimeNs = lastTimeOf(stream);
        }
        std::erase_if(m_index.streams, [](const auto &stream) { return !stream.second.described; });
    }

    static std::int64_t lastTimeOf(const IndexedStream &stream)
    {
        const SegmentPlace &last = stream.segments.back();
        const double ns = stream.info.rateNum <= 0
            ? 0
            : double(last.frames - 1) * 1e9 * double(stream.info.rateDen) / double(stream.info.rateNum);
        const bool possible = ns < 1e18 && last.kitTimeNs < std::numeric_limits<std::int64_t>::max() / 2;
        return last.kitTimeNs + (possible ? static_cast<std::int64_t>(ns) : 0);
    }

    RandomFile &m_file;
    RecordingFileIndex &m_index;
    RecordingRecovery &m_recovery;
    framing::Bytes m_body;
    std::uint64_t m_synced = 0;
    bool m_hasInfo = false;
};

} // namespace

Result<std::uint32_t> readFileId(RandomFile &file, RecordingRecovery &recovery)
{
    std::array<std::uint8_t, kPrologueBytes + kRecordHeaderBytes + kMaxHeadBytes> bytes;
    const auto got = file.read(0, bytes);
    if (!got)
        return tl::unexpected(got.error());
    const auto start = framing::ByteView(bytes).first(*got);
    const PrologueResult result = parsePrologue(start);
    const QString path = file.path();
    if (result.fault == PrologueFault::None && result.prologue.major != kFormatMajor)
        return fail(Fault::BadFile,
            path
                + QStringLiteral(": written in format %1 by a newer version of the program; this one reads format %2")
                      .arg(result.prologue.major)
                      .arg(kFormatMajor));
    if (result.fault == PrologueFault::None)
        return result.prologue.fileId;
    if (start.empty())
        return fail(Fault::BadFile, path + QLatin1String(": is empty"));
    if (start.size() > kPrologueBytes) {
        if (const auto header = parseRecordHeader(start.subspan(kPrologueBytes))) {
            recovery.addProblem(QStringLiteral("its first bytes are damaged"));
            return header->fileId;
        }
    }
    return fail(Fault::BadFile,
        path
            + (result.fault == PrologueFault::Foreign ? QLatin1String(": is not a recording")
                                                      : QLatin1String(": is damaged or cut in its first bytes")));
}

Result<RecordingFileIndex> indexRecording(RandomFile &file)
{
    RecordingFileIndex index;
    index.recovery.fileBytes = file.size();
    const auto fileId = readFileId(file, index.recovery);
    if (!fileId)
        return tl::unexpected(fileId.error());
    index.fileId = *fileId;
    if (auto built = IndexBuilder(file, index).build(); !built)
        return tl::unexpected(built.error());
    return index;
}

} // namespace device_link
