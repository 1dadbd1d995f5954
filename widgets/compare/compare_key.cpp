// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_key.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/compare/compare_curves.h"

#include <QPainter>

namespace widgets {
namespace {
constexpr int kLine = 22;
constexpr int kThick = 2;
} // namespace

CompareKey::CompareKey(bool isB, QWidget *parent)
    : QWidget(parent)
    , m_label(isB ? QStringLiteral("B") : QStringLiteral("A"))
    , m_isB(isB)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void CompareKey::setLabel(const QString &label)
{
    if (m_label == label)
        return;
    m_label = label;
    updateGeometry();
    update();
}

int CompareKey::widthOf(const QString &label)
{
    return QFontMetrics(roleFont(TextRole::BodyStrong)).horizontalAdvance(label) + 8 + kLine;
}

QSize CompareKey::sizeHint() const { return {widthOf(m_label), 20}; }

void CompareKey::draw(QPainter &painter, const QRect &rect, const QString &label, bool isB)
{
    const DataColour &hue = isB ? theme().energy : theme().time;
    const QFont font = roleFont(TextRole::BodyStrong);
    painter.setFont(font);
    painter.setPen(hue.ink);
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, label);
    const int left = rect.right() + 1 - kLine;
    const int top = rect.center().y();
    if (!isB) {
        painter.fillRect(QRect(left, top, kLine, kThick), hue.mark);
        return;
    }
    for (int x = 0; x < kLine; x += kDash + kDashGap)
        painter.fillRect(QRect(left + x, top, std::min(kDash, kLine - x), kThick), hue.mark);
}

void CompareKey::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    draw(painter, rect(), m_label, m_isB);
}

} // namespace widgets
