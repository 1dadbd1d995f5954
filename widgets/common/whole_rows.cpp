// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/whole_rows.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QHeaderView>
#include <QTableView>

namespace widgets {

WholeRows::WholeRows(QAbstractItemView *view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
{
    m_view->setParent(this);
    m_view->installEventFilter(this);
    setSizePolicy(m_view->sizePolicy());
    setMinimumHeight(m_view->minimumHeight()); // it holds whatever the policy is
    m_view->setMinimumHeight(0);
    setFocusProxy(m_view);
}

QSize WholeRows::sizeHint() const { return m_view->sizeHint(); }

QSize WholeRows::minimumSizeHint() const { return m_view->minimumSizeHint(); }

int WholeRows::rowHeight() const
{
    if (const auto *table = qobject_cast<const QTableView *>(m_view))
        return table->verticalHeader()->defaultSectionSize();
    return m_view->sizeHintForRow(0);
}

void WholeRows::fit()
{
    const auto *table = qobject_cast<const QTableView *>(m_view);
    const int head
        = (table && !table->horizontalHeader()->isHidden() ? table->horizontalHeader()->sizeHint().height() : 0)
        + 2 * m_view->frameWidth();
    const int row = rowHeight();
    const int room = height() - head;
    const int shown = row > 0 && room > row ? head + room / row * row : height();
    m_view->setGeometry(0, 0, width(), shown);
}

void WholeRows::resizeEvent(QResizeEvent *) { fit(); }

bool WholeRows::eventFilter(QObject *watched, QEvent *event)
{
    // A hidden view takes no room; what it asks for is asked for by us.
    if (event->type() == QEvent::HideToParent || event->type() == QEvent::ShowToParent)
        setVisible(event->type() == QEvent::ShowToParent);
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutRequest)
        fit();
    return QWidget::eventFilter(watched, event);
}

} // namespace widgets
