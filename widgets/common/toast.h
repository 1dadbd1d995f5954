// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>
#include <QTimer>

#include <functional>

class QPushButton;

namespace widgets {

class TextLabel;

/// A finished thing, told for five seconds at the bottom right of a widget, or on another where nothing has to be
/// pressed; never an error. Its action also exists
/// elsewhere. It stays while the pointer or the focus is on it; a click puts it away.
class Toast : public QFrame
{
    Q_OBJECT
public:
    /// over: whose bottom right corner it keeps to.
    explicit Toast(QWidget *over);
    /// Lies on place, another child of the same window, while that is shown.
    void lieOn(QWidget *place);
    /// action: label of the button; empty: none.
    void tell(const QString &text, const QString &action = {}, std::function<void()> act = {});

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void place();

    TextLabel *m_text;
    QPushButton *m_action;
    std::function<void()> m_act;
    QTimer m_timer;
    QWidget *m_over;
    QPointer<QWidget> m_place;
};

} // namespace widgets
