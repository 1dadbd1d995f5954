// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/radio_share_bar.h"

#include "widgets/common/theme.h"
#include "widgets/kit/radio_look.h"

#include <QPainter>

#include <algorithm>

namespace widgets {

RadioShareBar::RadioShareBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void RadioShareBar::setShares(QList<RadioShare> shares)
{
    m_shares = std::move(shares);
    update();
}

void RadioShareBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().sunken);
    double total = 0;
    for (const RadioShare &share : std::as_const(m_shares))
        total += static_cast<double>(share.ns);
    double x = 0;
    for (const RadioShare &share : std::as_const(m_shares)) {
        const double wide = static_cast<double>(share.ns) / std::max(total, 1.0) * width();
        if (share.state != device_link::RadioState::Unknown)
            fillRadioBlock(painter, QRectF(x, 0, std::max(0.0, wide - 1), height()), share.state);
        x += wide;
    }
}

} // namespace widgets
