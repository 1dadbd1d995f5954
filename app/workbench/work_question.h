// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QMessageBox;
class QWidget;

namespace widgets {
class KitContext;
} // namespace widgets

namespace app {

/// What letting go of the kit now would cut off, a sentence each: a firmware push, a change of profile, a recording.
[[nodiscard]] QStringList workOn(widgets::KitContext &kit);

/// What a question about such work says.
struct WorkQuestion {
    QString name;      ///< of the object: "quit" makes quitQuestion and the button quitAnyway
    QString title;     ///< of the window
    QString text;      ///< the question
    QStringList about; ///< a sentence each
    QString anyway;    ///< the button that goes on all the same
};

/// Makes the question over the window, without opening it: anyway is called for its first button, "Stay" is the default
/// and what Escape does. Null when it stands there already.
[[nodiscard]] QMessageBox *makeWorkQuestion(
    QWidget *window, const WorkQuestion &words, const std::function<void()> &anyway);

} // namespace app
