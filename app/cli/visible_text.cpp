// SPDX-License-Identifier: GPL-3.0-or-later
#include "visible_text.h"

namespace app {

namespace {

bool steersTheTerminal(QChar c)
{
    const char16_t code = c.unicode();
    const bool turnsDirection = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    const bool endsLine = code == 0x2028 || code == 0x2029;
    return c.category() == QChar::Other_Control || turnsDirection || endsLine;
}

QString shown(QString text, bool keepLines)
{
    for (QChar &c : text) {
        const bool kept = keepLines && (c == QLatin1Char('\n') || c == QLatin1Char('\t'));
        if (!kept && steersTheTerminal(c))
            c = QChar::ReplacementCharacter;
    }
    return text;
}

} // namespace

QString visibleLine(const QString &text) { return shown(text, false); }

QString visibleText(const QString &text) { return shown(text, true); }

} // namespace app
