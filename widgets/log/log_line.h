// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <cstdint>

namespace widgets {

enum class LogLevel : std::uint8_t { Trace, Debug, Info, Warning, Error };

/// One line of the log. Never holds keys or the texts of prompts.
struct LogLine {
    std::int64_t timeMs = 0; ///< milliseconds since the Unix epoch
    LogLevel level = LogLevel::Info;
    QString area; ///< "link", "kit", "prompts", ...
    QString text;
    friend bool operator==(const LogLine &, const LogLine &) = default;
};

} // namespace widgets
