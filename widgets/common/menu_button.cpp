// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/menu_button.h"

#include <QAbstractButton>
#include <QCursor>
#include <QMenu>
#include <QTimer>

namespace widgets {

void letGoWithMenu(QAbstractButton *button, const QMenu *menu)
{
    QObject::connect(menu, &QMenu::aboutToHide, button, [button] {
        QTimer::singleShot(0, button, [button] { // once the menu has given the pointer back
            if (button->rect().contains(button->mapFromGlobal(QCursor::pos())))
                return;
            button->setAttribute(Qt::WA_UnderMouse, false);
            button->update();
        });
    });
}

} // namespace widgets
