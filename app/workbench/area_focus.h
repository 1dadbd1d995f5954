// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace app {

/// Gives the focus to what stands first in an area and takes it; to the area itself when nothing does.
void focusFirstIn(QWidget *area);

/// To the panel, which may hand it on to the control that matters most; else to its first.
void focusPanelWidget(QWidget *panel);

/// The area `step` places after the one that has the focus, round and round; counted from the first when none has.
[[nodiscard]] QWidget *nextArea(const QList<QWidget *> &areas, int step);

} // namespace app
