// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace device_link {

struct RecordedLines;

/// What was asked, by the id of the prompt: of the requests to start prompts (PROTOCOL.md §5.4) that were recorded
/// whole. A request too long for a recorded line is not among them.
[[nodiscard]] QHash<QString, QString> recordedPromptTexts(const RecordedLines &lines);

} // namespace device_link
