// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/modem_status.h"

#include <QColor>

class QPainter;
class QRectF;

namespace widgets {

/// How a radio state is drawn wherever it appears: lightness steps and a pattern, no hue.
struct RadioLook {
    QColor fill; ///< invalid: background with a base line
    QColor ink;  ///< of its name inside the block
    bool hatched = false;
};
[[nodiscard]] RadioLook radioLook(device_link::RadioState state);
/// The block without its name.
void fillRadioBlock(QPainter &painter, const QRectF &block, device_link::RadioState state);
/// The block, with its name where it fits.
void paintRadioBlock(QPainter &painter, const QRectF &block, device_link::RadioState state);

} // namespace widgets
