// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPointF>
#include <QString>

class QPainter;

namespace widgets {

/// Numbers laid out in cells as wide as the font's widest digit, so that nothing moves when a digit changes. Used by
/// labels, tables and plots; works with any font.
[[nodiscard]] qreal tabularWidth(const QFont &font, const QString &text);
/// Draws with the painter's pen, baseline-left at `origin`.
void drawTabular(QPainter &painter, QPointF origin, const QFont &font, const QString &text);

} // namespace widgets
