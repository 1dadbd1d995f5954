// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/trough.h"

#include "widgets/common/theme.h"

#include <QPainter>

#include <algorithm>

namespace widgets {
namespace {
constexpr int kHeight = 8;
}

Trough::Trough(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(kHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Trough::setShare(double share)
{
    share = std::clamp(share, 0.0, 1.0);
    if (share == m_share)
        return;
    m_share = share;
    update();
}

void Trough::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &t = theme();
    painter.fillRect(rect(), t.pressed);
    painter.fillRect(QRectF(0, 0, m_share * width(), height()), isEnabled() ? t.accent : t.line2);
}

} // namespace widgets
