// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace widgets {

/// Who asks `from` for the focus gets it at `to`, one of its children. Unlike a focus proxy it leaves the tab chain as
/// it is: Tab towards a proxy jumps to its target and skips every control before it.
void handFocusTo(QWidget *from, QWidget *to);

} // namespace widgets
