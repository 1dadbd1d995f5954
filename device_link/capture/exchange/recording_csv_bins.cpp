// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_csv_bins.h"

#include "csv_text.h"

#include <algorithm>
#include <cmath>

namespace device_link {

namespace {

std::optional<std::size_t> channelOf(const SampleStreamInfo &info, const char *name)
{
    const auto found = std::ranges::find(info.channels, name, &SampleChannel::name);
    if (found == info.channels.end())
        return {};
    return std::size_t(found - info.channels.begin());
}

} // namespace

CsvBins::CsvBins(const SampleStreamInfo &info, std::int64_t beginNs, double widthNs)
    : m_info(info)
    , m_beginNs(beginNs)
    , m_widthNs(widthNs)
    , m_current(channelOf(info, "current"))
    , m_voltage(channelOf(info, "voltage"))
{
    if (!m_current || !m_voltage)
        m_current = m_voltage = {};
    m_columns.resize(info.channels.size() + (m_current ? 1 : 0));
}

std::string CsvBins::head() const
{
    std::string lines = "# bins width_s=";
    appendNumber(lines, m_widthNs * 1e-9);
    lines += ": kit_time_ns is the begin of the bin, index its first sample; power is the product of each sample\n";
    lines += "index,kit_time_ns,samples";
    const auto add = [&lines](const std::string &column) {
        for (const char *what : {"_min", "_avg", "_max"})
            lines += ',' + column + what;
    };
    for (const SampleChannel &channel : m_info.channels)
        add(csvColumn(channel));
    if (m_current)
        add("power_W");
    return lines + '\n';
}

void CsvBins::Column::add(double value, bool first)
{
    min = first ? value : std::min(min, value);
    max = first ? value : std::max(max, value);
    sum = (first ? 0 : sum) + value;
}

void CsvBins::add(std::uint64_t index, std::int64_t kitTimeNs, const std::vector<std::vector<double>> &values,
    std::size_t at, std::string &rows)
{
    const double after = double(static_cast<long double>(kitTimeNs) - static_cast<long double>(m_beginNs));
    const auto bin = static_cast<std::int64_t>(std::clamp(std::floor(after / m_widthNs), -9e18, 9e18));
    if (m_samples > 0 && bin != m_bin)
        finish(rows);
    const bool first = m_samples++ == 0;
    if (first) {
        m_bin = bin;
        m_firstIndex = index;
    }
    for (std::size_t channel = 0; channel < values.size(); ++channel)
        m_columns[channel].add(values[channel][at], first);
    if (m_current)
        m_columns.back().add(values[*m_current][at] * values[*m_voltage][at], first);
}

void CsvBins::finish(std::string &rows)
{
    if (m_samples == 0)
        return;
    write(rows);
    ++m_rows;
    m_samples = 0;
}

void CsvBins::write(std::string &rows) const
{
    appendNumber(rows, m_firstIndex);
    rows += ',';
    const long double begin = static_cast<long double>(m_beginNs) + static_cast<long double>(m_bin) * m_widthNs;
    appendNumber(rows, static_cast<std::int64_t>(std::llround(std::clamp(begin, -9.2e18L, 9.2e18L))));
    rows += ',';
    appendNumber(rows, m_samples);
    for (const Column &column : m_columns) {
        for (const double value : {column.min, double(column.sum / m_samples), column.max}) {
            rows += ',';
            appendNumber(rows, static_cast<float>(value));
        }
    }
    rows += '\n';
}

} // namespace device_link
