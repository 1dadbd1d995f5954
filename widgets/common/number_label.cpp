// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/number_label.h"

#include "widgets/common/shaped_text.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace widgets {
namespace {
constexpr qreal kUnitGap = 3;
}

NumberLabel::NumberLabel(TextRole role, QWidget *parent)
    : QWidget(parent)
    , m_role(role)
{
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
}

void NumberLabel::setQuantity(const Quantity &quantity, const QString &reason)
{
    if (toolTip() != reason)
        setToolTip(reason);
    if (quantity == m_quantity)
        return;
    const bool resized = quantity.number.size() != m_quantity.number.size() || quantity.unit != m_quantity.unit;
    m_quantity = quantity;
    if (resized)
        updateGeometry();
    update();
}

void NumberLabel::setTone(Tone tone)
{
    if (m_tone != tone) {
        m_tone = tone;
        update();
    }
}

void NumberLabel::setUnitFirst(bool first)
{
    m_unitFirst = first;
    updateGeometry();
}

void NumberLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

QFont NumberLabel::unitFont() const
{
    QFont font = roleFont(m_role);
    const int px = font.pixelSize();
    font = roleFont(TextRole::Body);
    font.setPixelSize(px <= 13 ? px : px <= 18 ? 12 : px <= 26 ? 14 : 16);
    return font;
}

QSize NumberLabel::sizeHint() const
{
    const QFont font = roleFont(m_role);
    qreal width = tabularWidth(font, m_quantity.number);
    if (!m_quantity.unit.isEmpty())
        width += kUnitGap + shapedWidth(unitFont(), m_quantity.unit);
    return {static_cast<int>(std::ceil(width)) + 1, static_cast<int>(std::ceil(QFontMetricsF(font).height()))};
}

void NumberLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QFont font = roleFont(m_role);
    if (m_quantity.number == kEmDash)
        font = roleFont(font.pixelSize() > 20 ? TextRole::Readout : m_role); // a dash need not shout
    const QFont small = unitFont();
    const QFontMetricsF metrics(font);
    const bool isUnknown = m_quantity.number == kEmDash;
    const QString unit = isUnknown ? QString() : m_quantity.unit;
    const qreal unitWidth = shapedWidth(small, unit);
    const qreal numberWidth = tabularWidth(font, m_quantity.number);
    const qreal total = numberWidth + (unit.isEmpty() ? 0 : kUnitGap + unitWidth);
    const qreal left = m_alignment.testFlag(Qt::AlignRight) ? width() - total : 0;
    const QFontMetricsF line(roleFont(m_role));
    const qreal baseline = (height() - line.height()) / 2 + line.ascent();

    const qreal numberX = m_unitFirst && !unit.isEmpty() ? left + unitWidth + kUnitGap : left;
    const qreal unitX = m_unitFirst ? left : left + numberWidth + kUnitGap;
    painter.setPen(isUnknown || !isEnabled() ? theme().text3 : toneColour(m_tone)); // disabled: stale
    drawTabular(painter, {numberX, baseline}, font, m_quantity.number);
    if (!unit.isEmpty()) {
        painter.setPen(theme().text3);
        drawShaped(painter, QPointF(unitX, baseline), small, unit);
    }
}

} // namespace widgets
