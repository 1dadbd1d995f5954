// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands/command.h"

#include <QList>
#include <QObject>

namespace app {

class MainWindow;

class PanelArea;

/// What can be done in the window, besides what its panels offer.
[[nodiscard]] QList<widgets::Command> windowCommands(MainWindow *window);

/// Binds the keys of all commands, the window's and the panels'. Returns the commands for the palette, where those of a
/// panel show it first.
[[nodiscard]] QList<widgets::Command> bindCommands(MainWindow *window, const PanelArea &area);

/// The shortcuts of all commands. Where several share keys, the shown panel's comes first, then the order of the list.
class Shortcuts : public QObject
{
    Q_OBJECT
public:
    struct Bound {
        widgets::Command command;
        int panel = -1; ///< -1: of the window
    };
    Shortcuts(QList<Bound> commands, MainWindow *window);

private:
    void run(const QKeySequence &keys);

    QList<Bound> m_commands;
    MainWindow *m_window;
};

} // namespace app
