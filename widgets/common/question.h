// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QMessageBox;
class QWidget;

namespace widgets {

/// What a question says before something is cut off.
struct Question {
    QString name;     ///< of the object
    QString title;    ///< of the window
    QString text;     ///< the question
    QString about;    ///< what will happen, a sentence each
    QString goOn;     ///< the button that does it
    QString goOnName; ///< of that button's object
    QString stay;     ///< the button that does nothing: the default, and what Escape does
};

/// Makes it over the parent's window, without opening it; act is called for its first button. It deletes itself when it
/// is answered.
[[nodiscard]] QMessageBox *makeQuestion(QWidget *parent, const Question &words, const std::function<void()> &act);

} // namespace widgets
