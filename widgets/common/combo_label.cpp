// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/combo_label.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>

namespace widgets {
namespace {

/// Qt looks for it among the siblings of the combo box, so it follows when a layout gives that another parent.
class ComboLabel : public QLabel
{
public:
    explicit ComboLabel(QComboBox *combo)
        : QLabel(combo->parentWidget())
    {
        setBuddy(combo);
        hide();
        combo->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::ParentChange) {
            setParent(static_cast<QWidget *>(watched)->parentWidget());
            hide();
        }
        return QLabel::eventFilter(watched, event);
    }
};

} // namespace

void labelCombo(QComboBox *combo, const QString &name)
{
    combo->setAccessibleName(name);
    QLabel *label = nullptr;
    if (const QWidget *around = combo->parentWidget()) {
        for (QLabel *each : around->findChildren<QLabel *>(QString(), Qt::FindDirectChildrenOnly)) {
            if (each->buddy() == combo)
                label = each;
        }
    }
    if (!label)
        label = new ComboLabel(combo);
    label->setText(name);
}

} // namespace widgets
