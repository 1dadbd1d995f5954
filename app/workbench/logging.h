// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/log_feed.h"

#include <QString>

#include <memory>

namespace app {

/// Sets up the loggers of all areas: a rotating file and the feed of the Log panel. Also takes Qt's own messages.
/// Returns the feed. A folder that cannot be written costs the file, not the start.
[[nodiscard]] std::shared_ptr<LogFeed> setUpLogging();

/// Folder of the log files.
[[nodiscard]] QString logFolder();

/// A line of the workbench itself, level info.
void logInfo(const QString &text);
void logWarning(const QString &text);
void logError(const QString &text);
/// A line of the board's boot or log text.
void logBoard(const QString &text);

} // namespace app
