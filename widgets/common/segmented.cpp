// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/segmented.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace widgets {

Segmented::Segmented(int count, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (int i = 0; i < count; ++i) {
        auto *button = new QToolButton(this);
        button->setCheckable(true);
        button->setFixedHeight(26);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        const char *place = count == 1 ? "only" : i == 0 ? "first" : i == count - 1 ? "last" : "middle";
        button->setProperty("segment", QString::fromLatin1(place));
        m_group->addButton(button, i);
        layout->addWidget(button);
    }
    m_group->setExclusive(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this, &Segmented::chosen);
}

void Segmented::setLabel(int index, const QString &label)
{
    m_group->button(index)->setText(label);
    m_group->button(index)->setAccessibleName(label);
}

void Segmented::setCurrent(int index)
{
    if (QAbstractButton *button = m_group->button(index)) {
        button->setChecked(true);
        return;
    }
    m_group->setExclusive(false);
    if (QAbstractButton *checked = m_group->checkedButton())
        checked->setChecked(false);
    m_group->setExclusive(true);
}

int Segmented::current() const { return m_group->checkedId(); }

} // namespace widgets
