// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QDragEnterEvent;
class QDropEvent;

namespace app {

class MainWindow;

/// Files that are dropped anywhere on the window are opened by the panel that takes them; recordings stand among the
/// kits, and what one can be made of is offered to be imported.
class FileDrop : public QObject
{
    Q_OBJECT
public:
    explicit FileDrop(MainWindow *window); ///< which owns this

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static void enter(QDragEnterEvent *event);
    void drop(QDropEvent *event);

    MainWindow *m_window;
};

} // namespace app
