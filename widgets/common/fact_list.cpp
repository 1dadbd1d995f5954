// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/fact_list.h"

#include "widgets/common/text_label.h"
#include "widgets/text/units.h"

#include <QGridLayout>

namespace widgets {

FactList::FactList(int rows, QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    for (int i = 0; i < rows; ++i) {
        Row row{new TextLabel(TextRole::Table, Tone::Text2, this), new TextLabel(TextRole::Table, Tone::Text, this)};
        row.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row.value->setElided(true);
        row.value->setText(QString(kEmDash));
        row.value->setMinimumHeight(16);
        row.label->setMinimumHeight(16);
        grid->addWidget(row.label, i, 0);
        grid->addWidget(row.value, i, 1);
        m_rows.push_back(row);
    }
}

void FactList::setLabel(int row, const QString &label)
{
    m_rows.at(static_cast<std::size_t>(row)).label->setText(label);
}

void FactList::setValue(int row, const QString &value, const QString &reason)
{
    const Row &target = m_rows.at(static_cast<std::size_t>(row));
    const QString shown = value.isEmpty() ? QString(kEmDash) : value;
    const QString tip = reason.isEmpty() ? value : reason;
    const QString name = target.label->text() + QStringLiteral(": ") + shown;
    if (shown == target.value->text() && tip == target.value->toolTip() && name == target.value->accessibleName())
        return; // asked for a few times a second
    target.value->setText(shown);
    target.value->setTone(value.isEmpty() ? Tone::Text3 : Tone::Text);
    target.value->setToolTip(tip);
    target.value->setAccessibleName(name);
}

void FactList::setWrapped(int row)
{
    const Row &target = m_rows.at(static_cast<std::size_t>(row));
    target.value->setElided(false);
    target.value->setWordWrap(true);
    target.label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
}

void FactList::setMono(int row)
{
    TextLabel *value = m_rows.at(static_cast<std::size_t>(row)).value;
    value->setRole(TextRole::Mono);
    value->setShort(true);
}

QString FactList::value(int row) const { return m_rows.at(static_cast<std::size_t>(row)).value->text(); }

} // namespace widgets
