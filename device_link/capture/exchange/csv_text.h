// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces of text that a recording's CSV is made of.
#pragma once

#include "device_link/capture/file/recording_file_types.h"

#include <array>
#include <charconv>
#include <string>

namespace device_link {

/// The shortest decimals that read back as the same number.
template <typename Number>
void appendNumber(std::string &out, Number value)
{
    std::array<char, 32> text; // the longest shortest number and any 64-bit integer fit
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    out.append(text.data(), end);
}

/// Names come from the kit: one word of ASCII letters and digits, so that none can end a line or add a column.
[[nodiscard]] std::string csvWord(const std::string &name);
/// "current_A": a channel's name and unit.
[[nodiscard]] std::string csvColumn(const SampleChannel &channel);
/// Lines that begin a CSV of a recording.
[[nodiscard]] std::string csvHead(const RecordingFileInfo &info);
/// "# stream ...", with its end of line.
[[nodiscard]] std::string csvStreamLine(const SampleStreamInfo &info);
/// "# clock ...", with its end of line: to a millisecond.
[[nodiscard]] std::string csvClockLine(const RecordedClockPoint &point);
/// "kit_dropped"
[[nodiscard]] const char *gapCauseName(RecordedGap::Cause cause);

} // namespace device_link
