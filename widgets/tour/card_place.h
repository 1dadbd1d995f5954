// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>
#include <QString>

class QWidget;

namespace widgets {

/// Where a card of this size covers least of what is needed: in a corner of `area`, or right above a part of it that is
/// to be kept clear. step: id of the tour's step, whose targets weigh more; focused: has the keyboard, may be null. In
/// coordinates of the parent of `area`'s window, margin from its edges. Of equal places the lower right one.
[[nodiscard]] QRect placeForCard(const QWidget *window, const QWidget *area, const QSize &card, int margin,
    const QString &step, const QWidget *focused);

} // namespace widgets
