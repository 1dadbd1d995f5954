// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_file_verify.h"

#include "event_batch.h"
#include "record_bodies.h"
#include "sample_segment.h"

#include <algorithm>

namespace device_link {

namespace {

using Step = RecordWalk::Step;
using Progress = std::function<bool(std::uint64_t, std::uint64_t)>;

class Verification
{
public:
    Verification(RandomFile &file, const RecordingFileIndex &index, RecordingReport &report)
        : m_file(file)
        , m_index(index)
        , m_report(report)
    {
        for (const auto &[number, stream] : index.streams)
            m_report.streams[number].info = stream.info;
    }

    [[nodiscard]] Result<void> run(const Progress &progress)
    {
        RecordWalk walk(m_file, m_index.fileId);
        for (;;) {
            const auto step = walk.next();
            if (!step)
                return tl::unexpected(step.error());
            if (step->kind == Step::Kind::End)
                break;
            if (auto looked = look(*step); !looked)
                return looked;
            if (progress && !progress(step->offset + step->bytes, m_file.size()))
                return fail(Fault::Cancelled);
        }
        for (auto &[number, stream] : m_report.streams)
            finish(m_index.streams.at(number), stream);
        return {};
    }

private:
    [[nodiscard]] Result<void> look(const Step &step)
    {
        if (step.kind == Step::Kind::Damage)
            addFault(step.offset, QStringLiteral("%1 bytes are no record").arg(step.bytes));
        else if (step.kind == Step::Kind::Torn)
            addFault(step.offset, QStringLiteral("the file ends in %1 bytes that are no whole record").arg(step.bytes));
        if (step.kind != Step::Kind::Record)
            return {};
        const auto body = readBody(m_file, step, m_body);
        if (!body && body.error().fault() == Fault::CannotRead)
            return tl::unexpected(body.error());
        const Result<void> checked = body ? check(step, *body) : tl::unexpected(body.error());
        if (checked)
            ++m_report.records[step.header.type];
        else
            addFault(step.offset, checked.error().detail());
        return {};
    }

    [[nodiscard]] Result<void> check(const Step &step, framing::ByteView body)
    {
        const RecordHeader &header = step.header;
        const auto outcome
            = [](const auto &result) { return result ? Result<void>() : Result<void>(tl::unexpected(result.error())); };
        if (header.is(RecordType::FileHeader))
            return outcome(readFileInfo(body));
        if (header.is(RecordType::Stream))
            return outcome(readStream(step.head(), body));
        if (header.is(RecordType::Calibration))
            return outcome(readCalibration(step.head(), body));
        if (header.is(RecordType::Samples))
            return checkSegment(step, body);
        if (header.is(RecordType::Gap))
            return checkGap(step);
        if (header.is(RecordType::Events))
            return checkEvents(body);
        if (header.is(RecordType::Clock)) {
            const auto points = readClock(step.head(), body);
            m_report.clockPoints += points ? points->size() : 0;
            return outcome(points);
        }
        return {};
    }

    [[nodiscard]] Result<void> checkSegment(const Step &step, framing::ByteView body)
    {
        const auto head = parseSegmentHead(step.head());
        if (!head)
            return fail(Fault::BadFile, QStringLiteral("a samples record is not possible"));
        const auto found = m_index.streams.find(head->stream);
        if (found == m_index.streams.end())
            return fail(Fault::BadFile, QStringLiteral("samples of a stream without description"));
        const auto parts = SegmentBody::parse(*head, body);
        if (!parts)
            return tl::unexpected(parts.error());
        const std::vector<SampleChannel> &channels = found->second.info.channels;
        m_columns.assign(channels.size(), {});
        if (auto read = parts->read(channels, 0, head->frames, m_columns); !read)
            return read;
        m_stamps.clear();
        if (auto stamps = parts->stamps(m_stamps); !stamps)
            return stamps;
        m_report.streams[head->stream].frames += head->frames;
        return {};
    }

    [[nodiscard]] Result<void> checkGap(const Step &step)
    {
        const auto record = readGap(step.head());
        if (!record)
            return tl::unexpected(record.error());
        const auto found = m_report.streams.find(record->stream);
        if (found == m_report.streams.end())
            return fail(Fault::BadFile, QStringLiteral("a gap of a stream without description"));
        ++found->second.gaps;
        if (record->gap.cause != RecordedGap::Cause::NotMeasured)
            found->second.missing += record->gap.count;
        return {};
    }

    [[nodiscard]] Result<void> checkEvents(framing::ByteView body)
    {
        RecordedEvents events;
        auto read = readEvents(body, events);
        m_report.events += events.events.size();
        m_report.notes += events.notes.size();
        m_report.lines += events.lines.size();
        return read;
    }

    void finish(const IndexedStream &stream, RecordingReport::Stream &report) const
    {
        if (stream.segments.empty())
            return;
        const std::uint64_t first = stream.segments.front().firstIndex;
        const std::uint64_t span = stream.segments.back().endIndex() - first;
        std::uint64_t gaps = 0; // between the first and the last sample
        for (const RecordedGap &gap : stream.gaps)
            if (gap.firstIndex >= first && gap.firstIndex < first + span)
                gaps += std::min(gap.count, span);
        const std::uint64_t told = report.frames + std::min(gaps, span);
        report.unexplained = span > told ? span - told : 0;
        report.firstKitTimeNs = stream.segments.front().kitTimeNs;
        if (stream.info.rateNum > 0)
            report.seconds = double(span) * double(stream.info.rateDen) / double(stream.info.rateNum);
    }

    void addFault(std::uint64_t offset, const QString &what)
    {
        ++m_report.faultCount;
        if (m_report.faults.size() < RecordingReport::kMaxFaults)
            m_report.faults.push_back({offset, what});
    }

    RandomFile &m_file;
    const RecordingFileIndex &m_index;
    RecordingReport &m_report;
    framing::Bytes m_body;
    std::vector<framing::Bytes> m_columns;
    std::vector<RecordedStamp> m_stamps;
};

} // namespace

Result<RecordingReport> verifyRecording(const QString &path, const Progress &progress)
{
    RandomFile file;
    if (auto opened = file.open(path); !opened)
        return tl::unexpected(opened.error());
    const auto index = indexRecording(file);
    if (!index)
        return tl::unexpected(index.error());
    RecordingReport report;
    report.info = index->info;
    report.recovery = index->recovery;
    if (auto verified = Verification(file, *index, report).run(progress); !verified)
        return tl::unexpected(verified.error());
    return report;
}

} // namespace device_link
