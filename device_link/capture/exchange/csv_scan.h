// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csv_header.h"
#include "csv_lines.h"

#include "device_link/capture/file/recording_file_types.h"

#include <optional>
#include <span>

namespace device_link {

/// A row of a CSV file.
struct CsvRow {
    std::uint64_t line = 0;
    std::uint64_t index = 0;
    std::int64_t kitTimeNs = 0;     ///< our own form
    double seconds = 0;             ///< other programs'
    bool missing = false;           ///< some value is not there
    std::span<const double> values; ///< of the columns that are values, then the logic bits when there are
};

/// What is told before the rows of a stream.
struct CsvStream {
    std::uint32_t bootId = 0;
    double rateHz = 0; ///< 0: not told
    std::int64_t rateNum = 0;
    std::int64_t rateDen = 1;
};

/// Takes what a CSV file holds, in its order.
class CsvTaker
{
public:
    virtual ~CsvTaker() = default;
    /// The names of columns were read: rows of a new stream follow.
    [[nodiscard]] virtual Result<void> begin(const CsvHeader &header, const CsvStream &stream) = 0;
    [[nodiscard]] virtual Result<void> take(const CsvRow &row) = 0;
    [[nodiscard]] virtual Result<void> take(const RecordedGap &gap, std::uint64_t line) = 0;
    /// A comment of our own form that says something of the whole recording.
    virtual void describe(std::string_view /*comment*/) { }
    /// A comment of our own form that says what time of day a moment of the kit's clock was.
    virtual void date(const RecordedClockPoint & /*point*/) { }
};

/// Goes through a CSV file. Errors as csv_import.h says, with the number of the line.
[[nodiscard]] Result<void> scanCsv(const QString &path, CsvTaker &taker, const ExchangeProgress &progress);

} // namespace device_link
