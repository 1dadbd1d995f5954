// SPDX-License-Identifier: GPL-3.0-or-later
#include "columns.h"

#include "visible_text.h"

#include <algorithm>
#include <cwchar>

namespace app {

namespace {

QString fill(const QString &text, int columns)
{
    return QString(std::max(0, columns - columnsOf(text)), QLatin1Char(' '));
}

} // namespace

int columnsOf(const QString &text)
{
    int columns = 0;
    for (const uint code : text.toUcs4())
        columns += std::max(0, ::wcwidth(static_cast<wchar_t>(code)));
    return columns;
}

QString leftCell(const QString &text, int columns)
{
    const QString shown = visibleLine(text);
    return shown + fill(shown, columns);
}

QString rightCell(const QString &text, int columns)
{
    const QString shown = visibleLine(text);
    return fill(shown, columns) + shown;
}

} // namespace app
