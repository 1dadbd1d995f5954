// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QStringList>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace device_link {

/// What a column of a CSV file holds.
struct CsvColumn {
    enum class Kind : std::uint8_t {
        Ignored,
        Index,     ///< our own form: the sample's index
        KitTime,   ///< our own form: ns
        Time,      ///< of another program: scale makes it seconds
        Value,     ///< scale makes it the unit
        LogicBit,  ///< 0 or 1 of one input ("D3")
        LogicLow,  ///< 8 characters 0 or 1, input 0 first ("D0-D7")
        LogicHigh, ///< the same, input 7 first ("Bits")
    } kind = Kind::Ignored;
    std::string name; ///< of the channel
    std::string unit;
    double scale = 1;
    int bit = 0; ///< of a LogicBit
};

/// The names of a file's columns, understood.
struct CsvHeader {
    char separator = ',';
    bool ours = false; ///< our own full-rate form (recording_csv.h)
    std::vector<CsvColumn> columns;
    QStringList ignored; ///< names of columns of no use

    [[nodiscard]] bool hasLogic() const; ///< of another program: bits make one channel
};

/// Whether a line can be names of columns: its first field begins with a letter.
[[nodiscard]] bool looksLikeCsvHeader(std::string_view line);

/// Known are our own form, nRF Connect's Power Profiler ("Timestamp(ms),Current(uA),D0-D7", or D0 to D7 as columns),
/// and files whose header names a time and quantities with a unit in A, mA, uA, µA, nA, V or mV, as those of Otii and
/// Joulescope: "Timestamp,Main current (A)", "time [s];current [mA]", "time_s,current_mA". Times without a unit are
/// seconds. NotSupported: our own reduced form. BadFile: no time, or no quantity with a unit.
[[nodiscard]] Result<CsvHeader> readCsvHeader(std::string_view line, std::uint64_t number);

} // namespace device_link
