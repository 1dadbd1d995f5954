// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/focus_handover.h"

#include <QFocusEvent>
#include <QPointer>
#include <QWidget>

namespace widgets {
namespace {

class Handover : public QObject
{
public:
    Handover(QWidget *from, QWidget *to)
        : QObject(from)
        , m_to(to)
    {
        from->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::FocusIn && m_to)
            m_to->setFocus(static_cast<QFocusEvent *>(event)->reason());
        return QObject::eventFilter(watched, event);
    }

private:
    QPointer<QWidget> m_to;
};

} // namespace

void handFocusTo(QWidget *from, QWidget *to) { new Handover(from, to); }

} // namespace widgets
