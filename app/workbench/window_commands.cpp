// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/window_commands.h"

#include "workbench/appearance.h"
#include "workbench/command_words.h"
#include "workbench/connect/connect_kit.h"
#include "workbench/disconnect_kit.h"
#include "workbench/main_window.h"
#include "workbench/open_recording.h"
#include "workbench/window_dialogs.h"

#include "widgets/kit_rail/kit_rail.h"
#include "widgets/recording/parts_bar.h"
#include "widgets/tour/tour_guide.h"

#include <QCoreApplication>
#include <QShortcut>

namespace app {

using widgets::Command;

namespace {

/// Makes commands of one group, which is named by its source text (context "Command").
class Group
{
public:
    explicit Group(const char *name)
        : m_name(name)
    {
    }
    void add(const char *id, const char *name, const char *keys, std::function<void()> run,
        std::function<bool()> enabled = {})
    {
        Command command;
        command.id = QLatin1String(id);
        command.group = [group = m_name] { return QCoreApplication::translate("Command", group); };
        command.name = [name] { return QCoreApplication::translate("Command", name); };
        command.keys = QKeySequence(QLatin1String(keys));
        command.enabled = std::move(enabled);
        command.run = std::move(run);
        m_commands.append(command);
    }
    [[nodiscard]] const QList<Command> &commands() const { return m_commands; }

private:
    const char *m_name;
    QList<Command> m_commands;
};

QList<Command> panelCommands(MainWindow *window)
{
    QList<Command> commands;
    for (int i = 0; i < panelEntries().size(); ++i) {
        Command command;
        command.id = QStringLiteral("panel.") + QLatin1String(panelEntries().at(i).id);
        command.group = [] { return QCoreApplication::translate("Command", "Panels"); };
        command.name = [i] { return panelName(panelEntries().at(i)); };
        if (i < 9)
            command.keys = QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1));
        command.run = [window, i] {
            window->showPanel(i);
            window->area()->focusShown();
        };
        commands.append(command);
    }
    return commands;
}

} // namespace

QList<Command> windowCommands(MainWindow *window)
{
    Group kit(QT_TRANSLATE_NOOP("Command", "Kit"));
    kit.add("kit.record", QT_TRANSLATE_NOOP("Command", "Start or stop recording"), "Ctrl+R",
        [window] { window->toggleRecording(); });
    kit.add("kit.open", QT_TRANSLATE_NOOP("Command", "Open a recording"), "Ctrl+Shift+O",
        [window] { askForRecording(window); });
    kit.add(
        "kit.part", QT_TRANSLATE_NOOP("Command", "Show another part of the recording"), "",
        [window] { window->area()->parts()->openMenu(); }, [window] { return window->area()->parts()->isVisible(); });
    kit.add("kit.new", QT_TRANSLATE_NOOP("Command", "Connect a kit"), "Ctrl+N", [window] { askForKit(window); });
    kit.add("kit.connect", QT_TRANSLATE_NOOP("Command", "Connect again"), "", [window] {
        const std::shared_ptr<widgets::KitContext> shown = window->kit();
        if (shown && shown->session()->state() != device_link::SessionState::Connected)
            shown->open();
    });
    kit.add("kit.disconnect", QT_TRANSLATE_NOOP("Command", "Disconnect"), "", [window] {
        const std::shared_ptr<widgets::KitContext> shown = window->kit();
        if (shown && !closeRecording(window->kits(), shown))
            disconnectKit(shown, window);
    });
    kit.add(
        "kit.rename", QT_TRANSLATE_NOOP("Command", "Rename the kit"), "", [window] { window->rail()->renameKit(); });
    kit.add(
        "kit.next", QT_TRANSLATE_NOOP("Command", "Next kit"), "Ctrl+Tab", [window] { window->rail()->chooseNext(1); });
    kit.add("kit.previous", QT_TRANSLATE_NOOP("Command", "Previous kit"), "Ctrl+Shift+Tab",
        [window] { window->rail()->chooseNext(-1); });
    Group panel(QT_TRANSLATE_NOOP("Command", "Shown panel"));
    panel.add("panel.find", QT_TRANSLATE_NOOP("Command", "Search in the panel"), "Ctrl+F",
        [window] { window->area()->find(); });
    panel.add("panel.main", QT_TRANSLATE_NOOP("Command", "Do the panel's main action"), "Ctrl+Return",
        [window] { window->area()->doMainAction(); });
    Group whole(QT_TRANSLATE_NOOP("Command", "Window"));
    whole.add("window.palette", QT_TRANSLATE_NOOP("Command", "Find or run anything"), "Ctrl+K",
        [window] { window->showPalette(); });
    whole.add("window.shortcuts", QT_TRANSLATE_NOOP("Command", "Keyboard shortcuts"), "F1",
        [window] { showShortcuts(window); });
    whole.add("tour.start", QT_TRANSLATE_NOOP("Command", "Start the tour"), "",
        [window] { window->tour()->start(widgets::Tour::Pace::ByHand); });
    whole.add("tour.play", QT_TRANSLATE_NOOP("Command", "Start the tour on auto-play"), "",
        [window] { window->tour()->start(widgets::Tour::Pace::ByItself); });
    whole.add(
        "window.settings", QT_TRANSLATE_NOOP("Command", "Settings"), "Ctrl+,", [window] { showSettings(window); });
    whole.add("window.language", QT_TRANSLATE_NOOP("Command", "Change the language"), "Ctrl+L",
        [window] { window->appearance()->nextLanguage(); });
    whole.add("window.theme", QT_TRANSLATE_NOOP("Command", "Change between light and dark"), "Ctrl+T",
        [window] { window->appearance()->setDark(!window->appearance()->dark()); });
    whole.add(
        "window.area", QT_TRANSLATE_NOOP("Command", "Go to the next area"), "F6", [window] { window->focusArea(1); });
    whole.add("window.areaBack", QT_TRANSLATE_NOOP("Command", "Go to the area before"), "Shift+F6",
        [window] { window->focusArea(-1); });
    whole.add("window.full", QT_TRANSLATE_NOOP("Command", "Full screen on or off"), "F11",
        [window] { window->setWindowState(window->windowState() ^ Qt::WindowFullScreen); });
    whole.add("window.copy", QT_TRANSLATE_NOOP("Command", "Copy the panel as a picture"), "Ctrl+Shift+C",
        [window] { window->copyPanel(); });
    whole.add("window.reset", QT_TRANSLATE_NOOP("Command", "Reset layout"), "", [window] { window->resetLayout(); });
    whole.add("window.quit", QT_TRANSLATE_NOOP("Command", "Quit"), "Ctrl+Q", [window] { window->close(); });
    return panelCommands(window) + kit.commands() + panel.commands() + whole.commands();
}

QList<Command> bindCommands(MainWindow *window, const PanelArea &area)
{
    QList<Shortcuts::Bound> bound;
    for (const Command &command : windowCommands(window))
        bound.append({command, -1});
    for (int i = 0; i < area.count(); ++i) {
        for (Command command : std::as_const(area.panel(i).commands)) {
            command.group = [i] { return panelName(panelEntries().at(i)); };
            bound.append({command, i});
        }
    }
    new Shortcuts(bound, window);
    QList<Command> all;
    for (const Shortcuts::Bound &each : std::as_const(bound)) {
        all.append(each.command);
        all.last().words = commandWords(each.command.id);
        if (each.panel < 0)
            continue;
        all.last().run = [window, each] {
            window->showPanel(each.panel);
            each.command.run();
        };
    }
    return all;
}

Shortcuts::Shortcuts(QList<Bound> commands, MainWindow *window)
    : QObject(window)
    , m_commands(std::move(commands))
    , m_window(window)
{
    QList<QKeySequence> known;
    for (const Bound &bound : std::as_const(m_commands)) {
        if (bound.command.keys.isEmpty() || known.contains(bound.command.keys))
            continue;
        known.append(bound.command.keys);
        auto *shortcut = new QShortcut(bound.command.keys, window);
        connect(shortcut, &QShortcut::activated, this, [this, keys = bound.command.keys] { run(keys); });
    }
}

void Shortcuts::run(const QKeySequence &keys)
{
    const Bound *chosen = nullptr;
    for (const Bound &bound : std::as_const(m_commands)) {
        if (bound.command.keys != keys || !bound.command.isEnabled())
            continue;
        if (!chosen || bound.panel == m_window->panel())
            chosen = &bound;
    }
    if (!chosen)
        return;
    if (chosen->panel >= 0)
        m_window->showPanel(chosen->panel);
    chosen->command.run();
}

} // namespace app
