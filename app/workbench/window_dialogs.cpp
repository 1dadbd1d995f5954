// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/window_dialogs.h"

#include "workbench/main_window.h"
#include "workbench/settings_dialog.h"

#include "widgets/commands/shortcut_list.h"
#include "widgets/tour/tour_guide.h"

namespace app {

void showShortcuts(MainWindow *window)
{
    auto *list = new widgets::ShortcutList(window->commands(), window);
    list->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(list, &widgets::ShortcutList::tourRequested, window,
        [window] { window->tour()->start(widgets::Tour::Pace::ByHand); });
    list->open();
}

void showSettings(MainWindow *window)
{
    auto *dialog = new SettingsDialog(window->appearance(), window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &SettingsDialog::layoutReset, window, &MainWindow::resetLayout);
    dialog->open();
}

} // namespace app
