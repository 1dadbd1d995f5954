// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QRectF>
#include <QString>

class QWidget;

namespace test_window {

/// One run of text as a widget draws it. Coordinates are the widget's own.
struct PaintedText {
    QString text;
    QRectF ink;    ///< what its glyphs cover
    QRectF clip;   ///< what of the widget may be painted on; null: all of it
    QColor colour; ///< with the opacity that it is painted with
};

/// Everything a widget writes when it paints itself, without its children: labels, delegates of item views and own
/// painted plots alike, since the widget paints on a device that keeps the words and forgets the rest.
[[nodiscard]] QList<PaintedText> paintedTexts(QWidget *widget);

} // namespace test_window
