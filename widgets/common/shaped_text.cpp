// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/shaped_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QHash>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <list>

namespace widgets {
namespace {

constexpr std::size_t kMostFonts = 32;
constexpr qsizetype kMostTexts = 512; ///< of a font

struct FontTexts {
    QFont font;
    QHash<QString, ShapedText> texts;
};

std::list<FontTexts> &knownFonts()
{
    thread_local std::list<FontTexts> known;
    return known;
}

QHash<QString, ShapedText> &textsOf(const QFont &font)
{
    std::list<FontTexts> &known = knownFonts();
    if (known.empty())
        qAddPostRoutine([] { knownFonts().clear(); }); // glyphs must not outlive the application's fonts
    const auto found = std::ranges::find(known, font, &FontTexts::font);
    if (found != known.end())
        return found->texts;
    if (known.size() == kMostFonts)
        known.clear();
    return known.emplace_back(FontTexts{font, {}}).texts;
}

ShapedText shape(const QFont &font, const QString &text)
{
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    layout.endLayout();
    if (!line.isValid())
        return {};
    // Runs are placed below the top of the line, which fallback fonts may have raised: they begin at the baseline.
    line.setPosition({0, -line.ascent()});
    return {layout.glyphRuns(), QFontMetricsF(font).horizontalAdvance(text), line.ascent(), line.descent()};
}

} // namespace

const ShapedText &shapedText(const QFont &font, const QString &text)
{
    QHash<QString, ShapedText> &texts = textsOf(font);
    const auto found = texts.constFind(text);
    if (found != texts.constEnd())
        return *found;
    if (texts.size() >= kMostTexts)
        texts.clear();
    return *texts.insert(text, shape(font, text));
}

qreal shapedWidth(const QFont &font, const QString &text) { return shapedText(font, text).width; }

void drawShaped(QPainter &painter, QPointF origin, const QFont &font, const QString &text)
{
    for (const QGlyphRun &run : shapedText(font, text).runs)
        painter.drawGlyphRun(origin, run);
}

void drawShaped(QPainter &painter, const QRectF &area, const QFont &font, const QString &text)
{
    const ShapedText &shaped = shapedText(font, text);
    const qreal top = area.top() + (area.height() - shaped.ascent - shaped.descent) / 2;
    drawShaped(painter, QPointF(area.left(), top + shaped.ascent), font, text);
}

} // namespace widgets
