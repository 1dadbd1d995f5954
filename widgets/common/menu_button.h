// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractButton;
class QMenu;

namespace widgets {

/// A button that opens `menu`. Where the pointer has left it while the menu was open Qt does not tell it so, and it
/// would stay as it looks under the pointer: this tells it.
void letGoWithMenu(QAbstractButton *button, const QMenu *menu);

} // namespace widgets
