// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/battery/battery_bar.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QPainter>

#include <cmath>

namespace widgets {
namespace {
constexpr int kBar = 10;
constexpr int kLine = 18;
constexpr int kKey = 10; ///< square in front of a name
} // namespace

BatteryBar::BatteryBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    retranslate();
}

void BatteryBar::setLife(const std::optional<profiles::BatteryLife> &life)
{
    m_life = life;
    fill();
}

void BatteryBar::retranslate() { fill(); }

void BatteryBar::fill()
{
    const profiles::BatteryLife life = m_life.value_or(profiles::BatteryLife{});
    m_parts = {{tr("Activity"), life.activeShare, {}}, {tr("Between"), life.idleShare, {}},
        {tr("Regulator"), life.lossShare, {}}, {tr("Self-discharge"), life.selfShare, {}}};
    QList<double> shares;
    for (const Part &part : std::as_const(m_parts))
        shares.append(part.share * 100);
    shares = roundedToSum(shares, 1);
    QStringList all;
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        m_parts[i].words = m_life ? text(percent(shares.at(i), 1)) : QString(kEmDash);
        all.append(m_parts.at(i).name + u' ' + m_parts.at(i).words);
    }
    setAccessibleName(tr("What empties the cell"));
    setAccessibleDescription(all.join(comma()));
    update();
}

QSize BatteryBar::sizeHint() const { return {220, kBar + 6 + static_cast<int>(m_parts.size()) * kLine}; }

void BatteryBar::paintPart(QPainter &painter, const QRect &rect, int part) const
{
    const Theme &t = theme();
    const QColor ground = part == 0 ? t.energy.mark : part == 1 ? t.energy.span : part == 2 ? t.voltage.mark : t.sunken;
    painter.fillRect(rect, ground);
    painter.save();
    painter.setClipRect(rect);
    if (part == 1) { // dots
        for (int x = rect.left() + 1; x <= rect.right(); x += 4)
            painter.fillRect(QRect(x, rect.center().y(), 1, 1), t.energy.mark);
    } else if (part == 2) { // stripes
        painter.setPen(QPen(t.surface, 1));
        for (int x = rect.left() - rect.height(); x <= rect.right(); x += 4)
            painter.drawLine(x, rect.bottom() + 1, x + rect.height() + 1, rect.top());
    } else if (part == 3) {
        painter.setPen(QPen(t.control, 1));
        painter.drawRect(rect.adjusted(0, 0, -1, -1));
    }
    painter.restore();
}

void BatteryBar::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), kBar), t.pressed);
    double x = 0;
    for (int i = 0; m_life && i < m_parts.size(); ++i) {
        const double next = x + m_parts.at(i).share * width();
        const QRect rect(static_cast<int>(std::lround(x)), 0,
            static_cast<int>(std::lround(next)) - static_cast<int>(std::lround(x)), kBar);
        if (rect.width() > 0)
            paintPart(painter, rect, i);
        x = next;
    }
    const QFont font = roleFont(TextRole::Table);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    for (int i = 0; i < m_parts.size(); ++i) {
        const int top = kBar + 6 + i * kLine;
        const double base = top + (kLine + metrics.ascent() - metrics.descent()) / 2;
        paintPart(painter, QRect(0, top + (kLine - kKey) / 2, kKey, kKey), i);
        painter.setPen(t.text2);
        painter.drawText(QPointF(kKey + 8, base), m_parts.at(i).name);
        const QString &words = m_parts.at(i).words;
        painter.setPen(t.text);
        drawTabular(painter, QPointF(width() - tabularWidth(font, words), base), font, words);
    }
}

} // namespace widgets
