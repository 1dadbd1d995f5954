// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/log/log_line.h"

namespace widgets {

/// Whether a line tells the words of a text frame. Live they come as lines of their own, in a recording they do not.
enum class FrameText : std::uint8_t { Named, Told };

/// A raw frame as a line of the log, at the lowest level: which way it went, what it is, and its size. English in every
/// language, as all lines of the log.
[[nodiscard]] LogLine frameLine(
    std::shared_ptr<device_link::RawFrame> frame, std::int64_t timeMs, FrameText text = FrameText::Named);

} // namespace widgets
