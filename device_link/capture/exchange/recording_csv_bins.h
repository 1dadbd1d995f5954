// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_channel.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace device_link {

/// Collects the samples of a bin of time after the other and writes each as a row (recording_csv.h).
class CsvBins
{
public:
    /// Bins begin at beginNs and have widthNs, at least 1.
    CsvBins(const SampleStreamInfo &info, std::int64_t beginNs, double widthNs);

    /// "# bins ..." and the names of the columns, with their ends of line.
    [[nodiscard]] std::string head() const;
    /// Adds a sample: values[channel][at]. Appends the row of the bin before to rows when this one begins another.
    void add(std::uint64_t index, std::int64_t kitTimeNs, const std::vector<std::vector<double>> &values,
        std::size_t at, std::string &rows);
    /// Appends the row of the last bin, when it has samples.
    void finish(std::string &rows);
    [[nodiscard]] std::uint64_t rows() const { return m_rows; }

private:
    struct Column {
        double min = 0, max = 0;
        long double sum = 0;
        void add(double value, bool first);
    };
    void write(std::string &rows) const;

    const SampleStreamInfo &m_info;
    const std::int64_t m_beginNs;
    const double m_widthNs;
    std::optional<std::size_t> m_current, m_voltage; ///< both or none
    std::vector<Column> m_columns;                   ///< by channel; power last
    std::int64_t m_bin = 0;
    std::uint64_t m_firstIndex = 0;
    std::uint64_t m_samples = 0;
    std::uint64_t m_rows = 0;
};

} // namespace device_link
