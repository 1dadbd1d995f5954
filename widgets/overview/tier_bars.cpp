// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview/tier_bars.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QPainter>

#include <algorithm>

namespace widgets {
namespace {
constexpr int kRow = 18;
constexpr int kNameWidth = 58;
constexpr int kFigureWidth = 50;
constexpr int kTiers = 3;
} // namespace

TierBars::TierBars(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(kTiers * kRow + 18);
}

void TierBars::setLatencies(QList<TierLatency> latencies)
{
    m_latencies = std::move(latencies);
    QStringList words;
    for (const TierLatency &latency : m_latencies) {
        if (latency.rttMs)
            words.append(tierWord(latency.tier) + u' ' + text({fixed(*latency.rttMs, 1), QStringLiteral("ms")}));
    }
    setAccessibleName(words.join(comma()));
    update();
}

const TierLatency *TierBars::latencyOf(int row) const
{
    const auto found = std::ranges::find(m_latencies, static_cast<device_link::ComputeTier>(row), &TierLatency::tier);
    return found == m_latencies.cend() ? nullptr : &*found;
}

void TierBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    double largest = 1;
    for (const TierLatency &latency : m_latencies)
        largest = std::max(largest, latency.rttMs.value_or(0));
    for (int row = 0; row < kTiers; ++row)
        paintRow(painter, row, largest * 1.15);
    paintLegend(painter);
}

void TierBars::paintRow(QPainter &painter, int row, double largest) const
{
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Caption);
    const QFontMetricsF metrics(font);
    const double baseline = row * kRow + (kRow + metrics.ascent() - metrics.descent()) / 2;
    painter.setFont(font);
    painter.setPen(t.text2);
    painter.drawText(QPointF(0, baseline), tierWord(static_cast<device_link::ComputeTier>(row)));
    const QRectF trough(kNameWidth, row * kRow + 5, width() - kNameWidth - kFigureWidth - 6, kRow - 10);
    painter.fillRect(trough, t.hover);
    const TierLatency *latency = latencyOf(row);
    QString figure(kEmDash);
    if (latency && latency->rttMs) {
        figure = text({fixed(*latency->rttMs, *latency->rttMs < 100 ? 1 : 0), QStringLiteral("ms")});
        const double scale = trough.width() / largest;
        if (latency->radioMs && latency->coreMs) {
            const double radio = *latency->radioMs * scale;
            painter.fillRect(QRectF(trough.left(), trough.top(), radio, trough.height()), t.radioTail);
            painter.fillRect(
                QRectF(trough.left() + radio, trough.top(), std::max(2.0, *latency->coreMs * scale), trough.height()),
                t.time.mark);
        } else { // the kit cannot tell the legs apart
            painter.fillRect(
                QRectF(trough.left(), trough.top(), *latency->rttMs * scale, trough.height()), t.time.span);
        }
    }
    painter.setPen(latency && latency->lost > 0 ? t.error : t.text);
    drawTabular(painter, QPointF(width() - tabularWidth(font, figure), baseline), font, figure);
}

void TierBars::paintLegend(QPainter &painter) const
{
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Caption);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    int x = kNameWidth;
    const QRect line(0, height() - 16, width(), 16);
    const auto entry = [&](const QColor &colour, const QString &name) {
        painter.fillRect(QRect(x, line.center().y() - 3, 8, 8), colour);
        painter.setPen(t.text3);
        painter.drawText(line.adjusted(x + 12, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, name);
        x += 12 + metrics.horizontalAdvance(name) + 14;
    };
    entry(t.radioTail, tr("radio leg"));
    entry(t.time.mark, tr("core leg"));
}

} // namespace widgets
