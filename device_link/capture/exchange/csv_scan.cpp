// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_scan.h"

#include "csv_numbers.h"
#include "csv_text.h"

#include <QDateTime>

#include <cmath>
#include <limits>

namespace device_link {

namespace {

/// The text after "key=" in a comment, up to the next space.
std::string_view valueOf(std::string_view comment, std::string_view key)
{
    const std::size_t at = comment.find(key);
    if (at == std::string_view::npos)
        return {};
    comment.remove_prefix(at + key.size());
    return comment.substr(0, comment.find(' '));
}

CsvStream streamOf(std::string_view comment)
{
    CsvStream stream;
    stream.bootId = static_cast<std::uint32_t>(csvInteger<std::uint64_t>(valueOf(comment, " boot=")).value_or(0));
    const std::string_view rate = valueOf(comment, " rate=");
    const std::size_t slash = rate.find('/');
    const auto num = csvInteger<std::int64_t>(rate.substr(0, slash));
    const auto den
        = csvInteger<std::int64_t>(slash == std::string_view::npos ? std::string_view() : rate.substr(slash + 1));
    if (num && den && *num > 0 && *den > 0) {
        stream.rateNum = *num;
        stream.rateDen = *den;
    }
    const auto hz = csvNumber(valueOf(comment, " rate_hz="), 0);
    if (hz && *hz > 0)
        stream.rateHz = *hz;
    return stream;
}

std::optional<RecordedGap> gapOf(std::string_view comment)
{
    const auto first = csvInteger<std::uint64_t>(valueOf(comment, " first="));
    const auto count = csvInteger<std::uint64_t>(valueOf(comment, " count="));
    if (!first || !count || *count == 0 || *count > ~std::uint64_t(0) - *first)
        return {};
    RecordedGap gap{*first, *count, RecordedGap::Cause::Unknown};
    const std::string_view cause = valueOf(comment, " cause=");
    for (const auto each : {RecordedGap::Cause::KitDropped, RecordedGap::Cause::LinkLost, RecordedGap::Cause::Corrupted,
             RecordedGap::Cause::RecorderOverrun, RecordedGap::Cause::NotMeasured})
        if (cause == gapCauseName(each))
            gap.cause = each;
    return gap;
}

std::optional<RecordedClockPoint> clockOf(std::string_view comment)
{
    const auto boot = csvInteger<std::uint64_t>(valueOf(comment, " boot="));
    const auto kitTimeNs = csvInteger<std::int64_t>(valueOf(comment, " kit_time_ns="));
    const std::string_view text = valueOf(comment, " utc=");
    const QDateTime utc
        = QDateTime::fromString(QString::fromLatin1(text.data(), qsizetype(text.size())), Qt::ISODateWithMs);
    const qint64 ms = utc.toMSecsSinceEpoch();
    if (!boot || *boot > std::numeric_limits<std::uint32_t>::max() || !kitTimeNs || *kitTimeNs < 0 || !utc.isValid()
        || ms < 0 || ms > std::numeric_limits<std::int64_t>::max() / 1'000'000)
        return {};
    return RecordedClockPoint{static_cast<std::uint32_t>(*boot), *kitTimeNs, 0, ms * 1'000'000};
}

class CsvScan
{
public:
    explicit CsvScan(CsvTaker &taker)
        : m_taker(taker)
    {
    }
    Result<void> take(const CsvLine &line);
    Result<void> finish() const;

private:
    Result<void> takeComment(const CsvLine &line);
    Result<void> takeHeader(std::string_view text, std::uint64_t number);
    Result<void> takeRow(const CsvLine &line);
    Result<void> takeField(const CsvColumn &column, std::string_view field, CsvRow &row);
    Result<unsigned> logicOf(const CsvColumn &column, std::string_view field, std::uint64_t line) const;

    CsvTaker &m_taker;
    std::optional<CsvHeader> m_header;
    CsvStream m_stream;
    std::string m_comment; ///< the last one before any row: with some programs the names of the columns
    std::uint64_t m_rows = 0, m_rowsOfHeader = 0;
    std::vector<std::string_view> m_fields;
    std::vector<double> m_values;
    unsigned m_logic = 0;
};

Result<void> CsvScan::take(const CsvLine &line)
{
    if (line.text.find_first_not_of(" \t") == std::string_view::npos)
        return {};
    if (line.text.starts_with('#'))
        return takeComment(line);
    if (looksLikeCsvHeader(line.text)) {
        if (m_header && !(m_header->ours && line.text.starts_with("index,")))
            return badCsvLine(line.number, QStringLiteral("names of columns among the rows"));
        return takeHeader(line.text, line.number);
    }
    if (!m_header) {
        if (!looksLikeCsvHeader(m_comment))
            return badCsvLine(line.number, QStringLiteral("a row comes before the names of the columns"));
        if (auto taken = takeHeader(m_comment, line.number); !taken)
            return taken;
    }
    // Ours end each line: half a number is a wrong value, not a short one.
    if (!line.ended && m_header->ours)
        return badCsvLine(line.number,
            QStringLiteral("the file was cut off in this line; without it the lines before can be imported"));
    return takeRow(line);
}

Result<void> CsvScan::takeComment(const CsvLine &line)
{
    if (line.text.starts_with("# stream "))
        m_stream = streamOf(line.text);
    if (line.text.starts_with("# clock ")) {
        if (const auto point = clockOf(line.text))
            m_taker.date(*point);
    }
    m_taker.describe(line.text);
    if (!m_header)
        m_comment = line.text.substr(std::min(line.text.find_first_not_of("# "), line.text.size()));
    if (!m_header || !m_header->ours || !line.text.starts_with("# gap "))
        return {};
    const auto gap = gapOf(line.text);
    if (!gap)
        return badCsvLine(line.number, QStringLiteral("a gap that cannot be"));
    return m_taker.take(*gap, line.number);
}

Result<void> CsvScan::takeHeader(std::string_view text, std::uint64_t number)
{
    auto header = readCsvHeader(text, number);
    if (!header)
        return tl::unexpected(header.error());
    m_header = std::move(*header);
    m_rowsOfHeader = 0;
    return m_taker.begin(*m_header, std::exchange(m_stream, {}));
}

Result<unsigned> CsvScan::logicOf(const CsvColumn &column, std::string_view field, std::uint64_t line) const
{
    const bool single = column.kind == CsvColumn::Kind::LogicBit;
    if (field.size() != (single ? 1U : 8U) || field.find_first_not_of("01") != std::string_view::npos)
        return badCsvLine(line, QStringLiteral("logic inputs that are not written as 0 and 1"));
    unsigned bits = 0;
    for (std::size_t i = 0; i < field.size(); ++i) {
        const std::size_t input = single               ? std::size_t(column.bit)
            : column.kind == CsvColumn::Kind::LogicLow ? i
                                                       : 7 - i;
        bits |= (field[i] == '1' ? 1U : 0U) << input;
    }
    return bits;
}

Result<void> CsvScan::takeField(const CsvColumn &column, std::string_view field, CsvRow &row)
{
    switch (column.kind) {
    case CsvColumn::Kind::Ignored: return {};
    case CsvColumn::Kind::Index: {
        const auto index = csvInteger<std::uint64_t>(field);
        if (!index)
            return badCsvLine(row.line, QStringLiteral("the index is no whole number"));
        row.index = *index;
        return {};
    }
    case CsvColumn::Kind::KitTime: {
        const auto time = csvInteger<std::int64_t>(field);
        if (!time && !field.empty())
            return badCsvLine(row.line, QStringLiteral("the time is no whole number of nanoseconds"));
        row.missing = row.missing || !time;
        row.kitTimeNs = time.value_or(0);
        return {};
    }
    case CsvColumn::Kind::Time:
    case CsvColumn::Kind::Value: {
        const auto value = csvNumber(field, row.line);
        if (!value)
            return tl::unexpected(value.error());
        const double scaled = *value * column.scale;
        if (column.kind == CsvColumn::Kind::Value) {
            row.missing = row.missing || !std::isfinite(scaled);
            m_values.push_back(scaled);
        } else if (!std::isfinite(scaled)) {
            return badCsvLine(row.line, QStringLiteral("there is no time"));
        } else {
            row.seconds = scaled;
        }
        return {};
    }
    case CsvColumn::Kind::LogicBit:
    case CsvColumn::Kind::LogicLow:
    case CsvColumn::Kind::LogicHigh: {
        if (field.empty()) {
            row.missing = true;
            return {};
        }
        const auto bits = logicOf(column, field, row.line);
        if (!bits)
            return tl::unexpected(bits.error());
        m_logic |= *bits;
        return {};
    }
    }
    return {};
}

Result<void> CsvScan::takeRow(const CsvLine &line)
{
    splitCsv(line.text, m_header->separator, m_fields);
    if (m_fields.size() != m_header->columns.size()) {
        const QString comma = m_header->separator == ',' && m_fields.size() > m_header->columns.size()
            ? QStringLiteral("; decimal commas? Numbers need a decimal point")
            : QString();
        return badCsvLine(line.number,
            QStringLiteral("%1 columns where %2 have a name").arg(m_fields.size()).arg(m_header->columns.size())
                + comma);
    }
    m_values.clear();
    m_logic = 0;
    CsvRow row;
    row.line = line.number;
    row.index = m_rowsOfHeader;
    for (std::size_t i = 0; i < m_fields.size(); ++i)
        if (auto taken = takeField(m_header->columns[i], m_fields[i], row); !taken)
            return taken;
    if (m_header->hasLogic())
        m_values.push_back(m_logic);
    row.values = m_values;
    ++m_rows;
    ++m_rowsOfHeader;
    return m_taker.take(row);
}

Result<void> CsvScan::finish() const
{
    if (!m_header)
        return fail(Fault::BadFile, QStringLiteral("there are no names of columns and no samples in this file"));
    if (m_rows == 0)
        return fail(Fault::BadFile, QStringLiteral("there are no samples in this file"));
    return {};
}

} // namespace

Result<void> scanCsv(const QString &path, CsvTaker &taker, const ExchangeProgress &progress)
{
    CsvScan scan(taker);
    auto read = forEachCsvLine(
        path, [&scan](const CsvLine &line) { return scan.take(line); }, progress);
    return read ? scan.finish() : read;
}

} // namespace device_link
