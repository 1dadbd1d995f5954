// SPDX-License-Identifier: GPL-3.0-or-later
#include "imported_recording.h"

#include "device_link/capture/file/little_endian.h"
#include "device_link/capture/file/whole_file.h"

#include <QFile>

#include <algorithm>
#include <cmath>
#include <limits>

namespace device_link {

namespace {

constexpr double kLargestWord = std::numeric_limits<std::int32_t>::max();
constexpr double kSmallestStep = 1e-18;         ///< of a column that is all 0
constexpr std::uint64_t kSyncEvery = 4'000'000; ///< frames: a full disk is noticed, not each batch waited for

double power10(int exponent)
{
    // 1e-n as the compiler reads it, so that decimals are whole multiples of the step.
    return exponent < 0 ? 1 / std::pow(10.0, -exponent) : std::pow(10.0, exponent);
}

std::int32_t nearestWord(double value, const SampleRange &range)
{
    return static_cast<std::int32_t>(std::clamp(std::round(value / range.gain), -kLargestWord, kLargestWord));
}

/// The writer of recordings says what of one is kept after a failure: "PATH: why; the 24 bytes written before are
/// kept". Of an import nothing is.
Error nothingKept(const QString &path, const Error &error)
{
    const QString before = path + QLatin1String(": ");
    if (error.fault() != Fault::CannotWrite || !error.detail().startsWith(before))
        return error;
    return notWritten(path, error.detail().mid(before.size()).section(QLatin1String("; "), 0, 0)).value();
}

} // namespace

double importStep(double largest, double finest)
{
    const double least = std::max({finest, std::abs(largest) / kLargestWord, kSmallestStep});
    const int exponent = static_cast<int>(std::floor(std::log10(least))) - 1;
    for (int n = exponent; n < exponent + 3; ++n)
        for (const double digit : {1.0, 2.0, 5.0})
            if (const double step = n < 0 ? digit / power10(-n) : digit * power10(n); step >= least * (1 - 1e-12))
                return step;
    return least;
}

double importLimit(const std::string &unit)
{
    constexpr double kElectric = 1e6, kOther = 1e12;
    return unit == "A" || unit == "V" ? kElectric : kOther;
}

QString aboveImportLimit(double value, const std::string &unit)
{
    const auto text = [&unit](double number) {
        return QString(QString::number(number, 'g', 12) + QLatin1Char(' ') + QString::fromStdString(unit)).trimmed();
    };
    return QStringLiteral("%1 is above %2, the most that can be imported")
        .arg(text(std::abs(value)), text(importLimit(unit)));
}

SampleChannel importedChannel(const std::string &name, const std::string &unit, double largest, double finest)
{
    SampleChannel channel{name, unit, 32, 0, {{importStep(largest, finest), 0}}};
    channel.largest = std::abs(largest);
    return channel;
}

SampleChannel importedLogic() { return {"logic", "", 8, 0, {{1, 0}}}; }

ImportedRecording::ImportedRecording(QString path, std::unique_ptr<RecordingFileWriter> writer)
    : m_path(std::move(path))
    , m_writer(std::move(writer))
{
}

Result<std::unique_ptr<ImportedRecording>> ImportedRecording::create(
    const QString &path, const RecordingFileInfo &info, const RecordingFileLimits &limits)
{
    auto writer = RecordingFileWriter::create(path, info, limits);
    if (!writer)
        return tl::unexpected(nothingKept(path, writer.error()));
    return std::unique_ptr<ImportedRecording>(new ImportedRecording(path, std::move(*writer)));
}

ImportedRecording::~ImportedRecording()
{
    if (m_closed)
        return;
    m_writer.reset();
    QFile::remove(m_path);
}

Result<std::uint32_t> ImportedRecording::beginStream(const SampleStreamInfo &info)
{
    if (auto flushed = flush(); !flushed)
        return tl::unexpected(flushed.error());
    auto number = m_writer->beginStream(info);
    if (!number)
        return tl::unexpected(nothingKept(m_path, number.error()));
    m_streams.push_back(info);
    return number;
}

Result<void> ImportedRecording::add(
    std::uint32_t stream, std::uint64_t index, std::int64_t kitTimeNs, std::span<const double> values)
{
    if (stream >= m_streams.size() || values.size() != m_streams[stream].channels.size())
        return fail(Fault::BadArgument, QStringLiteral("no such stream, or not its values"));
    const bool goesOn = m_frames > 0 && stream == m_stream && index == m_firstIndex + m_frames;
    if (!goesOn || m_frames == kStampEvery) {
        if (auto flushed = flush(); !flushed)
            return flushed;
        m_stream = stream;
        m_firstIndex = index;
        m_kitTimeNs = kitTimeNs;
        m_columns.resize(values.size());
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const SampleChannel &channel = m_streams[stream].channels[i];
        if (channel.bits == 32)
            putField(m_columns[i], nearestWord(values[i], channel.ranges.front()));
        else
            m_columns[i].push_back(static_cast<std::uint8_t>(std::clamp(values[i], 0.0, 255.0)));
    }
    ++m_frames;
    return {};
}

Result<void> ImportedRecording::addGap(std::uint32_t stream, const RecordedGap &gap)
{
    if (auto flushed = flush(); !flushed)
        return flushed;
    return m_writer->addGap(stream, gap).map_error([this](const Error &error) { return nothingKept(m_path, error); });
}

Result<void> ImportedRecording::flush()
{
    if (m_frames == 0)
        return {};
    const std::vector<framing::ByteView> views(m_columns.begin(), m_columns.end());
    auto added = m_writer->addColumns(m_stream, m_firstIndex, m_kitTimeNs, views);
    m_unsynced += m_frames;
    m_frames = 0;
    for (framing::Bytes &column : m_columns)
        column.clear();
    if (added && m_unsynced >= kSyncEvery) {
        m_unsynced = 0;
        added = m_writer->sync();
    }
    return added.map_error([this](const Error &error) { return nothingKept(m_path, error); });
}

Result<RecordingFileTotals> ImportedRecording::close()
{
    if (auto flushed = flush(); !flushed)
        return tl::unexpected(flushed.error());
    auto closed = m_writer->close();
    m_closed = closed.has_value();
    return closed.map_error([this](const Error &error) { return nothingKept(m_path, error); });
}

} // namespace device_link
