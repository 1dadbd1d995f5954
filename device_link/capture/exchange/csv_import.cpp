// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_import.h"

#include "csv_numbers.h"
#include "csv_scan.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <limits>

namespace device_link {

namespace {

constexpr double kRegularWithin = 0.01; ///< of the time between two samples
constexpr double kWholeWithin = 1e-4;   ///< a rate this near to a whole number of Hz is that
constexpr double kNsPerSecond = 1e9;
constexpr double kLatestSeconds = 9e9; ///< what nanoseconds of 64 bits hold
constexpr double kMaxRate = 1e9;

/// What the first pass finds out about a stream.
struct Table {
    CsvHeader header;
    CsvStream stream;
    std::uint64_t rows = 0;
    std::uint64_t present = 0; ///< rows with all values
    std::uint64_t firstIndex = 0, lastIndex = 0;
    double first = 0, last = 0; ///< seconds
    std::int64_t lastKitTimeNs = 0;
    double shortest = std::numeric_limits<double>::infinity(), longest = 0;
    std::uint64_t shortestLine = 0, longestLine = 0;
    std::vector<std::string> units; ///< of each value
    std::vector<double> largest;    ///< of each value
    std::vector<bool> bytes;        ///< all values of it are whole numbers from 0 to 255
};

/// The first pass.
class Survey : public CsvTaker
{
public:
    Result<void> begin(const CsvHeader &header, const CsvStream &stream) override
    {
        constexpr std::size_t kMaxStreams = 10'000;
        if (tables.size() == kMaxStreams)
            return fail(Fault::BadFile, QStringLiteral("more than %1 streams").arg(kMaxStreams));
        if (stream.rateHz > kMaxRate || double(stream.rateNum) > kMaxRate * double(stream.rateDen))
            return fail(Fault::BadFile,
                QStringLiteral("a # stream line says a rate above %1 samples per second").arg(kMaxRate));
        Table &table = tables.emplace_back();
        table.header = header;
        table.stream = stream;
        for (const CsvColumn &column : header.columns)
            if (column.kind == CsvColumn::Kind::Value)
                table.units.push_back(column.unit);
        if (header.hasLogic())
            table.units.emplace_back();
        return {};
    }
    Result<void> take(const CsvRow &row) override;
    Result<void> take(const RecordedGap &gap, std::uint64_t line) override
    {
        Table &table = tables.back();
        if (table.rows > 0 && gap.firstIndex <= table.lastIndex)
            return badCsvLine(line, QStringLiteral("the gap goes back"));
        return {};
    }
    void describe(std::string_view comment) override
    {
        if (comment.starts_with("# SIMULATED"))
            info.simulated = true;
        if (comment.starts_with("# voltage_V is the one set"))
            info.voltageIsSet = true;
        constexpr std::string_view kSerial = "# kit serial=";
        if (comment.starts_with(kSerial))
            info.kitSerial = QString::fromUtf8(comment.data() + kSerial.size(),
                qsizetype(std::min<std::size_t>(comment.size() - kSerial.size(), 256)));
    }
    void date(const RecordedClockPoint &point) override
    {
        constexpr std::size_t kMost = 10'000; // one for each stream
        if (clock.size() < kMost)
            clock.push_back(point);
    }

    std::vector<Table> tables;
    RecordingFileInfo info;
    std::vector<RecordedClockPoint> clock;

private:
    static Result<void> takeValues(const CsvRow &row, Table &table);
};

Result<void> Survey::takeValues(const CsvRow &row, Table &table)
{
    ++table.present;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const double value = row.values[i];
        if (std::abs(value) > importLimit(table.units[i]))
            return badCsvLine(row.line, aboveImportLimit(value, table.units[i]));
        table.largest[i] = std::max(table.largest[i], std::abs(value));
        table.bytes[i] = table.bytes[i] && value >= 0 && value <= 255 && value == std::floor(value);
    }
    return {};
}

Result<void> Survey::take(const CsvRow &row)
{
    Table &table = tables.back();
    const bool ours = table.header.ours;
    const double seconds = ours ? double(row.kitTimeNs) / kNsPerSecond : row.seconds;
    if (ours && row.missing)
        return {};
    if (ours && table.rows > 0 && row.index <= table.lastIndex)
        return badCsvLine(row.line, QStringLiteral("the index goes back"));
    if (ours && table.rows > 0 && row.kitTimeNs < table.lastKitTimeNs)
        return badCsvLine(row.line, QStringLiteral("the time goes back"));
    if (!ours && std::abs(seconds) > kLatestSeconds)
        return badCsvLine(row.line, QStringLiteral("the time is too large"));
    if (table.rows == 0) {
        table.firstIndex = row.index;
        table.first = seconds;
        table.largest.assign(row.values.size(), 0);
        table.bytes.assign(row.values.size(), true);
    } else if (const double step = seconds - table.last; !ours) {
        if (step < table.shortest) {
            table.shortest = step;
            table.shortestLine = row.line;
        }
        if (step > table.longest) {
            table.longest = step;
            table.longestLine = row.line;
        }
    }
    ++table.rows;
    table.last = seconds;
    table.lastKitTimeNs = row.kitTimeNs;
    table.lastIndex = row.index;
    return row.missing ? Result<void>() : takeValues(row, table);
}

Result<double> derivedRate(const Table &table)
{
    const double period = (table.last - table.first) / double(table.lastIndex - table.firstIndex);
    if (table.rows < 2 || !(period > 0) || 1 / period > kMaxRate)
        return fail(Fault::BadFile, QStringLiteral("no rate can be derived from the times: they do not rise"));
    const auto irregular = [&](std::uint64_t line, double step) {
        return badCsvLine(line,
            QStringLiteral("the times are not regular: %1 s after the row before, where %2 s is the average; only a "
                           "fixed rate can be imported")
                .arg(step)
                .arg(period));
    };
    if (!table.header.ours && table.shortest < period * (1 - kRegularWithin))
        return irregular(table.shortestLine, table.shortest);
    if (!table.header.ours && table.longest > period * (1 + kRegularWithin))
        return irregular(table.longestLine, table.longest);
    const double rate = 1 / period;
    const double whole = std::round(rate);
    return whole > 0 && std::abs(rate - whole) <= kWholeWithin * rate ? whole : rate;
}

Result<SampleStreamInfo> streamInfo(const Table &table)
{
    constexpr double kParts = 1000; // of a Hz, for rates that are no whole number
    SampleStreamInfo info;
    info.bootId = table.stream.bootId;
    info.rateNum = table.stream.rateNum;
    info.rateDen = table.stream.rateDen;
    info.rateHz = table.stream.rateHz;
    if (info.rateNum > 0 && info.rateHz == 0)
        info.rateHz = double(info.rateNum) / double(info.rateDen);
    if (info.rateHz == 0 && (table.rows > 1 || !table.header.ours)) {
        const auto rate = derivedRate(table);
        if (!rate)
            return tl::unexpected(rate.error());
        info.rateHz = *rate;
        const bool whole = *rate == std::floor(*rate);
        info.rateDen = whole ? 1 : static_cast<std::int64_t>(kParts);
        info.rateNum = std::llround(*rate * double(info.rateDen));
    }
    std::size_t at = 0;
    for (const CsvColumn &column : table.header.columns) {
        if (column.kind != CsvColumn::Kind::Value)
            continue;
        const bool seen = at < table.largest.size();
        const double largest = seen ? table.largest[at] : 0;
        const bool logic = column.name == "logic" && column.unit.empty() && seen && table.bytes[at];
        const double finest = column.unit == "A" ? kFinestCurrentStep : 0;
        info.channels.push_back(logic ? importedLogic() : importedChannel(column.name, column.unit, largest, finest));
        ++at;
    }
    if (table.header.hasLogic())
        info.channels.push_back(importedLogic());
    return info;
}

/// The second pass.
class Transfer : public CsvTaker
{
public:
    Transfer(ImportedRecording &recording, const std::vector<Table> &tables)
        : m_recording(recording)
        , m_tables(tables)
    {
    }
    Result<void> begin(const CsvHeader &, const CsvStream &) override
    {
        if (m_table == m_tables.size())
            return fail(Fault::BadFile, QStringLiteral("the file changed while it was read"));
        const Table &table = m_tables[m_table++];
        const auto info = streamInfo(table);
        if (!info)
            return tl::unexpected(info.error());
        m_info = *info;
        m_first = table.first;
        m_ours = table.header.ours;
        auto stream = m_recording.beginStream(m_info);
        if (!stream)
            return tl::unexpected(stream.error());
        m_stream = *stream;
        return {};
    }
    Result<void> take(const CsvRow &row) override
    {
        if (row.missing) {
            if (m_ours)
                return {};
            return m_recording.addGap(m_stream, {row.index, 1, RecordedGap::Cause::Unknown});
        }
        // From the first time and the rate: the text of the times is rounded.
        const double ns = m_first * kNsPerSecond + double(row.index) * m_info.periodNs();
        return m_recording.add(
            m_stream, row.index, m_ours ? row.kitTimeNs : std::llround(std::clamp(ns, -9.2e18, 9.2e18)), row.values);
    }
    Result<void> take(const RecordedGap &gap, std::uint64_t) override { return m_recording.addGap(m_stream, gap); }

private:
    ImportedRecording &m_recording;
    const std::vector<Table> &m_tables;
    std::size_t m_table = 0;
    SampleStreamInfo m_info;
    double m_first = 0;
    bool m_ours = false;
    std::uint32_t m_stream = 0;
};

} // namespace

Result<ImportReport> importCsv(const QString &path, const QString &recordingPath, const RecordingFileLimits &limits,
    const ExchangeProgress &progress)
{
    const auto part = [&progress](std::uint64_t before) {
        return [&progress, before](std::uint64_t done, std::uint64_t all) {
            return !progress || progress(before * all + done, 2 * all);
        };
    };
    Survey survey;
    if (auto read = scanCsv(path, survey, part(0)); !read)
        return tl::unexpected(read.error());
    if (std::ranges::all_of(survey.tables, [](const Table &table) { return table.present == 0; }))
        return fail(Fault::BadFile, QStringLiteral("there are no samples in this file: no row has all its values"));
    for (const Table &table : survey.tables)
        if (auto info = streamInfo(table); !info)
            return tl::unexpected(info.error());
    survey.info.product = QStringLiteral("imported from ") + QFileInfo(path).fileName();
    survey.info.createdUtcMs = survey.clock.empty() ? QFileInfo(path).lastModified().toMSecsSinceEpoch()
                                                    : survey.clock.front().utcNs / 1'000'000;
    auto recording = ImportedRecording::create(recordingPath, survey.info, limits);
    if (!recording)
        return tl::unexpected(recording.error());
    for (const RecordedClockPoint &point : survey.clock)
        (*recording)->addClockPoint(point);
    Transfer transfer(**recording, survey.tables);
    if (auto written = scanCsv(path, transfer, part(1)); !written)
        return tl::unexpected(written.error());
    const auto totals = (*recording)->close();
    if (!totals)
        return tl::unexpected(totals.error());
    ImportReport report{static_cast<std::uint32_t>(survey.tables.size()), totals->frames, totals->missing, 0, {},
        survey.info.simulated, survey.info.voltageIsSet};
    if (const auto info = streamInfo(survey.tables.front()))
        report.rateHz = info->rateHz;
    report.ignored = survey.tables.front().header.ignored;
    return report;
}

} // namespace device_link
