// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

class QPainter;
class QRectF;

namespace widgets {

/// The shade of a region over a plot's ground, wherever it appears.
void paintRegionShade(QPainter &painter, const QRectF &area, bool selected = true);
/// Edges and tab of a region: the accent for the selected one, a quiet grey for the others.
[[nodiscard]] QColor regionColour(bool selected);
/// The same where it only shows where the region lies: lighter, with its edges; area may stand out of clip at the
/// sides.
void paintRegionHint(QPainter &painter, const QRectF &area, const QRectF &clip);

} // namespace widgets
