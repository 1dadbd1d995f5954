// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QGlyphRun>
#include <QRectF>
#include <QString>

class QPainter;

namespace widgets {

/// One line of words as glyphs. To find them costs several times more than to paint them, and a plot writes the same
/// words with every frame.
struct ShapedText {
    QList<QGlyphRun> runs; ///< baseline-left at (0, 0); more than one where a family lacks letters
    qreal width = 0;       ///< px, as QFontMetricsF::horizontalAdvance()
    qreal ascent = 0;      ///< px; a fallback family may be higher than the font
    qreal descent = 0;
};

/// The glyphs of `text`; those of the last few hundred texts of each of the last fonts are kept. For words of the
/// workbench, not for what users or kits wrote: each is another. Valid until the next call.
[[nodiscard]] const ShapedText &shapedText(const QFont &font, const QString &text);
[[nodiscard]] qreal shapedWidth(const QFont &font, const QString &text);
/// Draws with the painter's pen, baseline-left at `origin`; the painter's font stays as it is.
void drawShaped(QPainter &painter, QPointF origin, const QFont &font, const QString &text);
/// The same at the left of `area`, in the middle of its height, as Qt::AlignLeft | Qt::AlignVCenter does.
void drawShaped(QPainter &painter, const QRectF &area, const QFont &font, const QString &text);

} // namespace widgets
