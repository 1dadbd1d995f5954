// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace app {

/// Text of a kit or a file made safe for a terminal: control characters (C0, DEL, C1) and those that turn the direction
/// of writing are shown as U+FFFD, so that they cannot move the cursor, set a title or hide what was printed.
[[nodiscard]] QString visibleLine(const QString &text);
/// The same for text of several lines: line feeds and tabs stay.
[[nodiscard]] QString visibleText(const QString &text);

} // namespace app
