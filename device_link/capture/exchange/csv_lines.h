// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange_progress.h"

#include "device_link/result.h"

#include <QString>

#include <string_view>

namespace device_link {

/// A line of a text file without its end.
struct CsvLine {
    std::uint64_t number = 0; ///< from 1
    std::string_view text;
    bool ended = true; ///< false: the file ends before the line does
};

inline constexpr std::size_t kMaxCsvLine = 64 * 1024; ///< bytes

/// Calls take with each line of a file of any size, until it fails. Ends of line are LF or CR LF; a byte order mark is
/// left out. CannotRead: the file cannot be opened or the disk fails. BadFile: a line is above kMaxCsvLine. Progress
/// counts bytes.
[[nodiscard]] Result<void> forEachCsvLine(
    const QString &path, const std::function<Result<void>(const CsvLine &)> &take, const ExchangeProgress &progress);

} // namespace device_link
