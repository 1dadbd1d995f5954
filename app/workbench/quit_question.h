// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <functional>

class QWidget;

namespace widgets {
class KitListModel;
}

namespace app {

/// What quitting now would cut off, a sentence each: a firmware push, a change of profile, a recording.
[[nodiscard]] QStringList workInProgress(const widgets::KitListModel &kits);

/// Asks whether to quit all the same; nothing when it is asked already.
void askToQuit(QWidget *window, const QStringList &work, std::function<void()> quit);

} // namespace app
