// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/cost_number.h"

#include "widgets/common/number_label.h"
#include "widgets/common/text_label.h"

#include <QPainter>
#include <QVBoxLayout>

namespace widgets {
namespace {
constexpr int kRule = 2;
}

CostNumber::CostNumber(DataColour Theme::*hue, QWidget *parent)
    : QWidget(parent)
    , m_hue(hue)
    , m_label(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_number(new NumberLabel(TextRole::CostNumber, this))
    , m_detail(new TextLabel(TextRole::Table, Tone::Text3, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kRule + 12, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_label);
    layout->addWidget(m_number);
    layout->addWidget(m_detail);
    // Chinese and Latin lines are of different height; the four numbers stand on one line in both.
    m_label->setFixedHeight(18);
    m_detail->setFixedHeight(18);
    m_detail->setElided(true);
    setMinimumWidth(136);
}

void CostNumber::setLabel(const QString &label)
{
    m_label->setText(label);
    updateAccessibleName();
}

void CostNumber::setValue(const Quantity &quantity, const QString &detail, const QString &reason)
{
    m_number->setQuantity(quantity, reason);
    m_detail->setText(detail);
    updateAccessibleName();
}

void CostNumber::setUnitFirst(bool first) { m_number->setUnitFirst(first); }

void CostNumber::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 1, kRule, height() - 2), (theme().*m_hue).mark);
}

void CostNumber::updateAccessibleName()
{
    setAccessibleName(m_label->text() + QStringLiteral(": ") + text(m_number->quantity()));
}

} // namespace widgets
