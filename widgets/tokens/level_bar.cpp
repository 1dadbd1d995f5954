// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/level_bar.h"

#include "widgets/common/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace widgets {
namespace {
constexpr int kHeight = 8;
}

LevelBar::LevelBar(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(kHeight);
}

void LevelBar::setLevel(qint64 available, qint64 reserved, qint64 whole)
{
    m_available = std::max<qint64>(0, available);
    m_reserved = std::max<qint64>(0, reserved);
    m_whole = std::max(whole, m_available + m_reserved);
    update();
}

void LevelBar::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath frame;
    frame.addRoundedRect(rect(), 3, 3);
    painter.setClipPath(frame);
    painter.fillRect(rect(), t.pressed);
    if (m_whole <= 0)
        return;
    const auto xOf
        = [this](qint64 amount) { return static_cast<double>(amount) / static_cast<double>(m_whole) * width(); };
    const double left = xOf(m_available);
    painter.fillRect(QRectF(0, 0, left, height()), t.money.mark);
    const QRectF held(left, 0, xOf(m_available + m_reserved) - left, height());
    painter.fillRect(held, t.money.span);
    painter.fillRect(held, QBrush(t.money.mark, Qt::BDiagPattern));
}

} // namespace widgets
