// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/scroll_down.h"

#include <QScrollArea>

namespace widgets {

QScrollArea *scrollDown(QWidget *content, QWidget *parent)
{
    auto *scroll = new QScrollArea(parent);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false); // setWidget() switched it on
    return scroll;
}

} // namespace widgets
