// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>

namespace device_link {
struct RawFrame;
}

namespace widgets {

enum class LogLevel : std::uint8_t { Trace, Debug, Info, Warning, Error };

/// One line of the log. Its text never holds keys or the texts of prompts; a raw frame, which is kept only when the
/// user asks for it, may.
struct LogLine {
    std::int64_t timeMs = 0; ///< milliseconds since the Unix epoch
    LogLevel level = LogLevel::Info;
    QString area; ///< "link", "kit", "prompts", ...
    QString text;
    std::shared_ptr<device_link::RawFrame> frame = nullptr; ///< what it is about, when it is a raw frame
    std::optional<std::int64_t> axisNs = std::nullopt;      ///< of a recording: its place on the shown boot's time axis
    friend bool operator==(const LogLine &, const LogLine &) = default;
};

} // namespace widgets
