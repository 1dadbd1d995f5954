// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace app {

/// Columns that a text takes on a terminal: two for CJK, none for combining marks (wcwidth of a UTF-8 locale).
[[nodiscard]] int columnsOf(const QString &text);
/// The text filled up with spaces to that many columns, on the right.
[[nodiscard]] QString leftCell(const QString &text, int columns);
/// The same, filled up on the left.
[[nodiscard]] QString rightCell(const QString &text, int columns);

} // namespace app
