// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/latency/probe_histogram.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <ranges>
#include <vector>

namespace widgets {
namespace {

constexpr int kLabelWidth = 34;
constexpr int kBarRow = 4; ///< one bin of round trips, with the gap above it
constexpr int kCoreRow = 2;

/// Moves baselines, given from below to above, as little as keeps them `apart` and between top and bottom.
void spread(std::vector<double> &baselines, double apart, double top, double bottom)
{
    double below = bottom + apart;
    for (double &each : baselines) {
        each = std::min(each, below - apart);
        below = each;
    }
    double above = top - apart;
    for (double &each : std::views::reverse(baselines)) {
        each = std::max(each, above + apart);
        above = each;
    }
}

} // namespace

ProbeHistogram::ProbeHistogram(device_link::ComputeTier tier, QWidget *parent)
    : QWidget(parent)
    , m_tier(tier)
{
    setFixedWidth(kHistogramWidth);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void ProbeHistogram::setStats(const TierStats &stats, const LatencyScale &scale)
{
    m_stats = stats;
    m_scale = scale;
    const auto ms = [](const std::optional<double> &value) {
        return value ? text({significant(*value, 3), QStringLiteral("ms")}) : QString(kEmDash);
    };
    setAccessibleName(tr("Distribution of %1: p50 %2, p95 %3, p99 %4")
                          .arg(tierWord(m_tier), ms(stats.p50), ms(stats.p95), ms(stats.p99)));
    update();
}

void ProbeHistogram::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setStats(m_stats, m_scale);
}

void ProbeHistogram::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &t = theme();
    const QRect area(0, kLaneTop, width() - kLabelWidth, std::max(1, height() - kLaneTop - kLaneGap - kCoreLaneHeight));
    const QRect core(0, height() - kCoreLaneHeight, area.width(), kCoreLaneHeight);
    const double promise = device_link::tierPromiseMs(m_tier);
    const double limit = core.bottom() + 1 - promise / m_scale.coreHigh * core.height();
    painter.fillRect(area, t.sunken);
    painter.fillRect(core, t.sunken);
    painter.fillRect(QRectF(core.left(), limit, core.width(), core.bottom() + 1 - limit), t.okBg);
    paintBars(painter, area, m_stats.rttMs, m_scale.rttHigh, t.time.mark, kBarRow);
    paintBars(painter, core, m_stats.coreMs, m_scale.coreHigh, t.text2, kCoreRow);
    painter.fillRect(QRectF(core.left(), std::round(limit), core.width(), 1), t.ok);
    paintMarks(painter, area);
}

void ProbeHistogram::paintBars(QPainter &painter, const QRect &area, const QList<double> &sorted, double high,
    const QColor &ink, int barHeight) const
{
    if (sorted.isEmpty())
        return;
    const int bins = std::max(1, area.height() / barHeight);
    std::vector<int> counts(static_cast<std::size_t>(bins));
    for (const double value : sorted) {
        // What is above the scale is counted in the topmost bin.
        const int bin = std::clamp(static_cast<int>(value / high * bins), 0, bins - 1);
        ++counts[static_cast<std::size_t>(bin)];
    }
    const int most = *std::ranges::max_element(counts);
    constexpr double kShare = 0.9; // the longest bar
    for (int bin = 0; bin < bins; ++bin) {
        const int count = counts[static_cast<std::size_t>(bin)];
        if (count == 0)
            continue;
        const double wide = std::max(2.0, kShare * area.width() * count / most);
        const double bottom = area.bottom() + 1 - bin * static_cast<double>(area.height()) / bins;
        painter.fillRect(QRectF(area.left(), std::round(bottom - barHeight) + 1, wide, barHeight - 1), ink);
    }
}

void ProbeHistogram::paintMarks(QPainter &painter, const QRect &area) const
{
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Caption);
    const QFontMetricsF metrics(font);
    struct Mark {
        const char *name;
        std::optional<double> value;
        bool quiet;
    };
    const bool few = m_stats.answered() < TierStats::kEnoughForP99;
    const Mark marks[]
        = {{"p50", m_stats.p50, false}, {"p95", m_stats.p95, false}, {"p99", m_stats.p99, few}}; // from below
    std::vector<double> baselines;
    for (const Mark &mark : marks) {
        if (!mark.value)
            continue;
        const bool above = *mark.value > m_scale.rttHigh;
        const double y
            = above ? area.top() : std::round(area.bottom() + 1 - *mark.value / m_scale.rttHigh * area.height());
        QPen pen(mark.quiet ? t.text3 : t.text, 1, Qt::CustomDashLine);
        pen.setDashPattern({2, 3});
        painter.setPen(pen);
        if (!above)
            painter.drawLine(QPointF(area.left() + 4, y + 0.5), QPointF(area.right() - 4, y + 0.5));
        baselines.push_back(y + (metrics.ascent() - metrics.descent()) / 2);
    }
    spread(baselines, metrics.ascent() + 1, area.top() + metrics.ascent() - 2, area.bottom() + metrics.descent());
    painter.setFont(font);
    std::size_t next = 0;
    for (const Mark &mark : marks) {
        if (!mark.value)
            continue;
        painter.setPen(mark.quiet ? t.text3 : t.text2);
        painter.drawText(QPointF(area.right() + 5, baselines.at(next++)), QLatin1String(mark.name));
    }
}

} // namespace widgets
