// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/file_drop.h"

#include "workbench/import_notice.h"
#include "workbench/main_window.h"
#include "workbench/open_recording.h"
#include "workbench/panel_area.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>

namespace app {

FileDrop::FileDrop(MainWindow *window)
    : QObject(window)
    , m_window(window)
{
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

bool FileDrop::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::DragEnter)
        enter(static_cast<QDragEnterEvent *>(event));
    else if (event->type() == QEvent::Drop)
        drop(static_cast<QDropEvent *>(event));
    else
        return QObject::eventFilter(watched, event);
    return true;
}

void FileDrop::enter(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
    else
        event->ignore();
}

void FileDrop::drop(QDropEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls()) {
        if (!url.isLocalFile())
            continue;
        const QString path = url.toLocalFile();
        if (isRecording(path))
            openRecording(m_window, path);
        else if (isImportable(path))
            ImportNotice::of(m_window)->offer(path);
        else
            m_window->area()->openFile(path);
    }
    event->acceptProposedAction();
}

} // namespace app
