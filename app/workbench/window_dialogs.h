// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace app {

class MainWindow;

// Dialogs over the window; they go when they are closed.
void showShortcuts(MainWindow *window);
void showSettings(MainWindow *window);

} // namespace app
