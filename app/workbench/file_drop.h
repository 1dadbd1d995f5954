// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QDragEnterEvent;
class QDropEvent;
class QWidget;

namespace app {

class PanelArea;

/// Files that are dropped anywhere on the window are opened by the panel that takes them.
class FileDrop : public QObject
{
    Q_OBJECT
public:
    /// The window owns this and the area.
    FileDrop(PanelArea *area, QWidget *window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static void enter(QDragEnterEvent *event);
    void drop(QDropEvent *event);

    PanelArea *m_area;
};

} // namespace app
