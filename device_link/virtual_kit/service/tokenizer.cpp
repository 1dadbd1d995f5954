// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokenizer.h"

#include "virtual_kit/kernel/random.h"

namespace virtual_kit {

namespace {

constexpr qsizetype kPiece = 6; ///< letters of a piece of a long word

enum class Class : std::uint8_t { Space, Letter, Ideograph, Mark };

Class classOf(QChar c)
{
    if (c.isSpace())
        return Class::Space;
    if (isIdeograph(c))
        return Class::Ideograph;
    return c.isLetterOrNumber() || c.isSurrogate() ? Class::Letter : Class::Mark;
}

/// Two ideographs are one token for about half of all pairs, always the same pairs.
bool arePaired(QChar first, QChar second)
{
    return (mix64((std::uint64_t{first.unicode()} << 16) | second.unicode()) & 1) == 0;
}

/// Length of the token that begins at `from`.
qsizetype tokenLength(const QString &text, qsizetype from)
{
    qsizetype end = from;
    if (classOf(text[end]) == Class::Space) {
        ++end;
        // A word takes the one blank before it along; other space stands alone.
        if (text[from] != QLatin1Char(' ') || end == text.size() || classOf(text[end]) != Class::Letter)
            return end - from;
    }
    switch (classOf(text[end])) {
    case Class::Ideograph:
        ++end;
        if (end < text.size() && isIdeograph(text[end]) && arePaired(text[end - 1], text[end]))
            ++end;
        return end - from;
    case Class::Letter: {
        const qsizetype limit = end + kPiece;
        while (end < text.size() && end < limit && classOf(text[end]) == Class::Letter)
            ++end;
        if (end < text.size() && text[end].isLowSurrogate())
            ++end; // never cut a character in two
        return end - from;
    }
    default: return end + 1 - from;
    }
}

} // namespace

bool isIdeograph(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x3040 && u <= 0x30FF) || (u >= 0x3400 && u <= 0x9FFF) || (u >= 0xAC00 && u <= 0xD7A3)
        || (u >= 0xF900 && u <= 0xFAFF);
}

QStringList tokenize(const QString &text)
{
    QStringList tokens;
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype length = tokenLength(text, from);
        tokens.append(text.mid(from, length));
        from += length;
    }
    return tokens;
}

} // namespace virtual_kit
