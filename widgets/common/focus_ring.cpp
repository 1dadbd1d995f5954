// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/focus_ring.h"

#include "widgets/common/keep_clear.h"

#include <QApplication>
#include <QFocusEvent>

namespace widgets {

FocusRing::FocusRing(QObject *parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

FocusRing::~FocusRing() { delete m_frame; }

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn && watched->isWidgetType()) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        const bool byKey
            = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
        follow(byKey ? static_cast<QWidget *>(watched) : nullptr);
    } else if (event->type() == QEvent::MouseButtonPress) {
        follow(nullptr);
    } else if (event->type() == QEvent::ZOrderChange && m_frame && watched == m_frame) {
        keepUnderOverlays();
    }
    return QObject::eventFilter(watched, event);
}

void FocusRing::follow(QWidget *widget)
{
    if (!widget) {
        delete m_frame;
        return;
    }
    if (!m_frame)
        m_frame = new QFocusFrame(widget);
    m_frame->setWidget(widget);
    keepUnderOverlays();
}

/// A card that lies over the panel hides a part of what has the focus, and so that part of its ring.
void FocusRing::keepUnderOverlays()
{
    const QWidget *ringed = m_frame->widget();
    if (!m_frame->parentWidget() || !ringed)
        return;
    for (QObject *each : m_frame->parentWidget()->children()) {
        auto *overlay = qobject_cast<QWidget *>(each);
        if (overlay && overlay->property(kOverlay).toBool() && !overlay->isAncestorOf(ringed) && overlay != ringed)
            overlay->raise();
    }
}

} // namespace widgets
