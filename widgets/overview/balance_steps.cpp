// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview/balance_steps.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/text/units.h"

#include <QPainter>

#include <algorithm>

namespace widgets {
namespace {
constexpr int kCaption = 16;
constexpr int kLine = 2;
} // namespace

BalanceSteps::BalanceSteps(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(72);
}

void BalanceSteps::setSteps(QList<KitFacts::BalanceStep> steps)
{
    m_steps = std::move(steps);
    update();
}

void BalanceSteps::setCaption(const QString &caption)
{
    m_caption = caption;
    setAccessibleName(caption);
    update();
}

void BalanceSteps::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &t = theme();
    const QRect area(0, 0, width(), height() - kCaption - 2);
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), t.line2);
    painter.setFont(roleFont(TextRole::Caption));
    painter.setPen(t.text3);
    painter.drawText(QRect(0, height() - kCaption, width(), kCaption), Qt::AlignLeft | Qt::AlignVCenter, m_caption);
    if (m_steps.isEmpty())
        return;
    const auto [least, most] = std::ranges::minmax_element(m_steps, {}, &KitFacts::BalanceStep::balanceMicro);
    // A flat line lies at three quarters: nothing was spent, and nothing suggests that it was.
    const auto low = static_cast<double>(least->balanceMicro);
    const double span = std::max(1.0, static_cast<double>(most->balanceMicro) - low);
    const bool flat = least->balanceMicro == most->balanceMicro;
    const double top = 16;
    const double room = area.height() - top - 6;
    const auto yOf = [&](const KitFacts::BalanceStep &step) {
        return flat ? top + room / 4 : top + (1 - (static_cast<double>(step.balanceMicro) - low) / span) * room;
    };
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, text(tokens(most->balanceMicro)));
    const std::int64_t from = m_steps.first().kitTimeNs;
    const double length = std::max(1.0, static_cast<double>(m_steps.last().kitTimeNs - from));
    const auto xOf = [&](const KitFacts::BalanceStep &step) {
        return static_cast<double>(step.kitTimeNs - from) / length * (area.width() - 12);
    };
    for (qsizetype i = 0; i < m_steps.size(); ++i) {
        const double x = xOf(m_steps.at(i));
        const double y = yOf(m_steps.at(i));
        const double next = i + 1 < m_steps.size() ? xOf(m_steps.at(i + 1)) : area.width();
        painter.fillRect(QRectF(x, y, next - x, kLine), t.money.mark);
        if (i == 0)
            continue;
        const double before = yOf(m_steps.at(i - 1));
        painter.fillRect(QRectF(x, std::min(before, y), kLine, std::abs(before - y) + kLine), t.money.mark);
    }
}

} // namespace widgets
