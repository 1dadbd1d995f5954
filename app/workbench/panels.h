// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands/command.h"
#include "widgets/kit/kit_context.h"

#include <QList>
#include <QString>
#include <QVariantMap>
#include <QWidget>

#include <functional>
#include <memory>

namespace widgets {
class FrameClock;
class LogModel;
} // namespace widgets

namespace app {

/// What panels are made from.
struct PanelParts {
    widgets::FrameClock *clock;
    widgets::LogModel *log;
    std::function<void(const QString &id)> show{}; ///< goes to another panel; PanelArea sets it
    std::function<void()> lookChanged{};           ///< Panel::look() is another; PanelArea sets it
};

/// A panel as the window sees it.
struct Panel {
    QWidget *widget = nullptr;
    std::function<void(std::shared_ptr<widgets::KitContext>)> setKit;
    /// Its most important live value, for the rail.
    std::function<QString(widgets::KitContext *)> value;
    std::function<void()> mainAction; ///< Ctrl+Enter; may be empty
    std::function<void()> find;       ///< Ctrl+F; may be empty
    QList<widgets::Command> commands; ///< what else can be done here, for the palette; group is filled in by the window
    /// Takes a dropped or opened file; false: not one of mine. May be empty.
    std::function<bool(const QString &path)> openFile;
    /// What the user chose to see of it, to be remembered; both may be empty. Without a key: as it was made.
    std::function<QVariantMap()> look;
    std::function<void(const QVariantMap &look)> setLook;
};

struct PanelEntry {
    const char *id; ///< in file names and settings
    const char *icon;
    const char *name; ///< translation context "Panel"
    Panel (*make)(const PanelParts &parts);
};

/// The panels in the order of the rail. A new panel is one line here.
[[nodiscard]] const QList<PanelEntry> &panelEntries();
[[nodiscard]] QString panelName(const PanelEntry &entry);

} // namespace app
