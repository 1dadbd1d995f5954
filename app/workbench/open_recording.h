// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>
#include <optional>

namespace widgets {
class KitContext;
class KitListModel;
} // namespace widgets

namespace app {

class MainWindow;

[[nodiscard]] bool isRecording(const QString &path); ///< by its name: *.aer

/// Puts a recording among the kits and shows it; one that is there already is only shown. stream: the one of it to
/// show; none: the longest. Each stands in the list by itself, with its own axis and marks.
void openRecording(MainWindow *window, const QString &path, std::optional<quint32> stream = {});
/// What the banners over the panels ask for: another part of a recording, or a file off the list.
void bindBanners(MainWindow *window);
/// Asks which one.
void askForRecording(MainWindow *window);
/// Takes a recording away from the kits; false for a kit.
bool closeRecording(widgets::KitListModel *kits, const std::shared_ptr<widgets::KitContext> &kit);

} // namespace app
