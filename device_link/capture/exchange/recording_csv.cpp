// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_csv.h"

#include "csv_text.h"
#include "recorded_frames.h"
#include "recording_csv_bins.h"

#include "device_link/capture/file/whole_file.h"

#include <cmath>

namespace device_link {

namespace {

constexpr std::size_t kWriteAt = 256 * 1024;
constexpr std::size_t kRowsAtOnce = 4096; ///< between two looks at cancel
constexpr double kNsPerSecond = 1e9;

/// One export: a stream after the other as lines to a device.
class CsvWriter
{
public:
    CsvWriter(RecordingFileReader &reader, QIODevice &out, const RecordingCsvOptions &options,
        const ExchangeProgress &progress)
        : m_reader(reader)
        , m_out(out)
        , m_options(options)
        , m_progress(progress)
    {
    }

    Result<RecordingCsvTotals> run();

private:
    struct Part {
        std::uint32_t stream = 0;
        FrameRange range;
    };
    Result<std::vector<Part>> parts();
    Result<void> writeStream(const Part &part);
    Result<void> writeFrames(const RecordedFrames &frames, const RecordedFrames::Piece &piece, CsvBins *bins);
    void writeMissing(const RecordedFrames::Piece &piece);
    void writeRow(const RecordedFrames &frames, std::uint64_t index, std::size_t at);
    Result<void> flush(bool all);
    Result<void> advance(std::uint64_t frames);

    RecordingFileReader &m_reader;
    QIODevice &m_out;
    const RecordingCsvOptions &m_options;
    const ExchangeProgress &m_progress;
    std::string m_text;
    std::uint64_t m_done = 0, m_all = 0;
    RecordingCsvTotals m_totals;
};

Result<void> CsvWriter::flush(bool all)
{
    if (m_text.empty() || (!all && m_text.size() < kWriteAt))
        return {};
    if (auto written = writeAll(m_out, m_text.data(), m_text.size()); !written)
        return written;
    m_totals.bytes += m_text.size();
    m_text.clear();
    return {};
}

Result<void> CsvWriter::advance(std::uint64_t frames)
{
    m_done += frames;
    if (m_progress && !m_progress(m_done, m_all))
        return fail(Fault::Cancelled, QStringLiteral("the export was cancelled"));
    return flush(false);
}

Result<std::vector<CsvWriter::Part>> CsvWriter::parts()
{
    if (m_options.stream && !m_reader.streams().contains(*m_options.stream))
        return fail(Fault::NotFound, QStringLiteral("no stream %1 in this recording").arg(*m_options.stream));
    std::vector<Part> parts;
    for (const auto &[number, stream] : m_reader.streams()) {
        if (m_options.stream && number != *m_options.stream)
            continue;
        auto range = RecordedClock(m_reader, number).range(m_options.seconds);
        if (!range)
            return tl::unexpected(range.error());
        parts.push_back({number, *range});
        m_all += range->last - range->first;
    }
    if (m_all == 0 && (m_options.seconds.from || m_options.seconds.to))
        return fail(Fault::BadArgument, QStringLiteral("no samples lie in this range"));
    return parts;
}

void CsvWriter::writeRow(const RecordedFrames &frames, std::uint64_t index, std::size_t at)
{
    appendNumber(m_text, index);
    m_text += ',';
    appendNumber(m_text, frames.timeOf(index));
    for (const std::vector<double> &channel : frames.values()) {
        m_text += ',';
        appendNumber(m_text, static_cast<float>(channel[at]));
    }
    m_text += '\n';
}

Result<void> CsvWriter::writeFrames(const RecordedFrames &frames, const RecordedFrames::Piece &piece, CsvBins *bins)
{
    for (std::size_t done = 0; done < piece.count;) {
        const std::size_t until = std::min<std::size_t>(piece.count, done + kRowsAtOnce);
        const std::size_t count = until - done;
        for (; done < until; ++done) {
            const std::uint64_t index = piece.firstIndex + done;
            if (bins)
                bins->add(index, frames.timeOf(index), frames.values(), done, m_text);
            else
                writeRow(frames, index, done);
        }
        m_totals.frames += count;
        if (auto advanced = advance(count); !advanced)
            return advanced;
    }
    return {};
}

void CsvWriter::writeMissing(const RecordedFrames::Piece &piece)
{
    const bool gap = piece.kind == RecordedFrames::Piece::Kind::Gap;
    m_text += gap ? "# gap first=" : "# damaged first=";
    appendNumber(m_text, piece.firstIndex);
    m_text += " count=";
    appendNumber(m_text, piece.count);
    if (gap)
        m_text += std::string(" cause=") + gapCauseName(piece.cause);
    m_text += '\n';
    m_totals.gaps += gap ? 1 : 0;
    (gap ? m_totals.missing : m_totals.damaged) += piece.count;
}

Result<void> CsvWriter::writeStream(const Part &part)
{
    const IndexedStream &stream = m_reader.streams().at(part.stream);
    m_text += csvStreamLine(stream.info);
    const auto points = m_reader.clockPoints();
    if (!points)
        return tl::unexpected(points.error());
    const auto point = std::ranges::find(*points, stream.info.bootId, &RecordedClockPoint::bootId);
    if (point != points->end())
        m_text += csvClockLine(*point);
    for (const RecordedCalibration &calibration : stream.calibrations) {
        m_text += "# calibration from=";
        appendNumber(m_text, calibration.fromIndex);
        m_text += " is not applied\n";
    }
    std::optional<CsvBins> bins;
    if (m_options.binS > 0) {
        const double fromNs = m_options.seconds.from.value_or(0) * kNsPerSecond;
        const auto begin = RecordedClock(m_reader, part.stream).beginNs() + std::llround(std::clamp(fromNs, 0.0, 4e18));
        bins.emplace(stream.info, begin, m_options.binS * kNsPerSecond);
        m_text += bins->head();
    } else {
        m_text += "index,kit_time_ns";
        for (const SampleChannel &channel : stream.info.channels)
            m_text += ',' + csvColumn(channel);
        m_text += '\n';
    }
    RecordedFrames frames(m_reader, part.stream, part.range);
    for (;;) {
        const auto piece = frames.next();
        if (!piece)
            return tl::unexpected(piece.error());
        if (piece->kind == RecordedFrames::Piece::Kind::End)
            break;
        auto written = Result<void>();
        if (piece->kind == RecordedFrames::Piece::Kind::Frames) {
            written = writeFrames(frames, *piece, bins ? &*bins : nullptr);
        } else {
            writeMissing(*piece);
            written = advance(piece->count);
        }
        if (!written)
            return written;
    }
    if (bins)
        bins->finish(m_text);
    m_totals.rows = bins ? m_totals.rows + bins->rows() : m_totals.frames;
    return {};
}

Result<RecordingCsvTotals> CsvWriter::run()
{
    if (!std::isfinite(m_options.binS) || m_options.binS < 0 || (m_options.binS > 0 && m_options.binS < 1e-9))
        return fail(Fault::BadArgument, QStringLiteral("a bin needs a width of at least 1 ns"));
    const auto chosen = parts();
    if (!chosen)
        return tl::unexpected(chosen.error());
    m_text = csvHead(m_reader.info());
    if (const auto lost = m_reader.recovery().damagedBytes + m_reader.recovery().tornBytes; lost > 0) {
        m_text += "# damaged file bytes=";
        appendNumber(m_text, lost);
        m_text += '\n';
    }
    for (const Part &part : *chosen)
        if (auto written = writeStream(part); !written)
            return tl::unexpected(written.error());
    if (auto flushed = flush(true); !flushed)
        return tl::unexpected(flushed.error());
    return m_totals;
}

} // namespace

Result<RecordingCsvTotals> writeRecordingCsv(
    RecordingFileReader &reader, QIODevice &out, const RecordingCsvOptions &options, const ExchangeProgress &progress)
{
    return CsvWriter(reader, out, options, progress).run();
}

Result<RecordingCsvTotals> exportRecordingCsv(RecordingFileReader &reader, const QString &path,
    const RecordingCsvOptions &options, const ExchangeProgress &progress)
{
    return writeWholeFile<RecordingCsvTotals>(
        path, [&](QIODevice &file) { return writeRecordingCsv(reader, file, options, progress); });
}

} // namespace device_link
