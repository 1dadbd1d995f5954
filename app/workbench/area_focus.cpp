// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/area_focus.h"

#include <QApplication>
#include <QWidget>

namespace app {
namespace {

bool takes(const QWidget *widget)
{
    return widget->focusPolicy() & Qt::TabFocus && widget->isVisible() && widget->isEnabled();
}

} // namespace

void focusFirstIn(QWidget *area)
{
    for (QWidget *each : area->findChildren<QWidget *>()) {
        if (takes(each))
            return each->setFocus(Qt::TabFocusReason);
    }
    area->setFocus(Qt::TabFocusReason);
}

void focusPanelWidget(QWidget *panel)
{
    panel->setFocus(Qt::TabFocusReason);
    const QWidget *now = QApplication::focusWidget();
    if (now != panel && panel->isAncestorOf(now))
        return;
    for (QWidget *next = panel->nextInFocusChain(); next != panel; next = next->nextInFocusChain()) {
        if (takes(next) && panel->isAncestorOf(next))
            return next->setFocus(Qt::TabFocusReason);
    }
}

QWidget *nextArea(const QList<QWidget *> &areas, int step)
{
    const QWidget *focused = QApplication::focusWidget();
    qsizetype now = 0;
    for (qsizetype i = 0; i < areas.size(); ++i) {
        if (areas.at(i)->isAncestorOf(focused) || areas.at(i) == focused)
            now = i;
    }
    return areas.at((now + step + areas.size()) % areas.size());
}

} // namespace app
