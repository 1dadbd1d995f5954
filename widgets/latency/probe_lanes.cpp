// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/latency/probe_lanes.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

constexpr int kAxisWidth = 50;
constexpr double kPad = 8; ///< between labels and axis
constexpr int kRightMargin = 1;
constexpr double kDot = 2;

QString ms(double value, int figures = 3) { return text({significant(value, figures), QStringLiteral("ms")}); }

double yIn(const QRect &area, double value, double high)
{
    return area.bottom() + 1 - std::clamp(value / high, 0.0, 1.0) * area.height();
}

void drawRight(QPainter &painter, double right, double middle, const QFont &font, const QString &label)
{
    const QFontMetricsF metrics(font);
    const double baseline = middle + (metrics.ascent() - metrics.descent()) / 2;
    drawTabular(painter, QPointF(right - tabularWidth(font, label), baseline), font, label);
}

} // namespace

ProbeLanes::ProbeLanes(device_link::ComputeTier tier, FrameClock *clock, QWidget *parent)
    : TimePlot(clock, parent)
    , m_tier(tier)
{
    setMinimumHeight(146);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_scale.coreHigh = 1.3 * device_link::tierPromiseMs(tier);
}

void ProbeLanes::setFeed(const LatencyFeed *feed)
{
    m_feed = feed;
    touch();
}

void ProbeLanes::setScale(const LatencyScale &scale)
{
    m_scale = scale;
    touch();
}

void ProbeLanes::setNote(const QString &note)
{
    if (note == m_note)
        return;
    m_note = note;
    touch();
}

QRect ProbeLanes::plotArea() const
{
    return {kAxisWidth, kLaneTop, std::max(1, width() - kAxisWidth - kRightMargin),
        std::max(1, height() - kLaneTop - kLaneGap - kCoreLaneHeight)};
}

QRect ProbeLanes::coreArea() const
{
    const QRect area = plotArea();
    return {area.left(), height() - kCoreLaneHeight, area.width(), kCoreLaneHeight};
}

std::optional<std::pair<std::int64_t, std::int64_t>> ProbeLanes::extent() const
{
    if (!m_feed || !kit())
        return std::nullopt;
    const auto &probes = m_feed->history(m_tier).probes();
    const std::size_t first = m_feed->history(m_tier).lowerBound(axisBoot(*kit()), 0);
    if (first >= probes.size())
        return std::nullopt;
    return std::pair(probes[first].sentNs, probes.back().sentNs);
}

ProbeLanes::Visible ProbeLanes::visible() const
{
    if (!m_feed || !kit())
        return {};
    const ProbeHistory &history = m_feed->history(m_tier);
    const std::uint32_t boot = axisBoot(*kit());
    return {history.lowerBound(boot, beginNs()), history.lowerBound(boot, endNs() + 1)};
}

void ProbeLanes::paintPlot(QPainter &painter)
{
    paintGround(painter);
    paintLabels(painter);
    const Visible shown = visible();
    painter.save();
    painter.setClipRect(QRect(kAxisWidth, 0, width() - kAxisWidth, height()));
    if (shown.first < shown.last) {
        paintStems(painter, shown);
        paintCore(painter, shown);
        paintLost(painter, shown);
        paintDots(painter, shown);
        paintMedian(painter, shown);
    }
    paintCursor(painter, plotArea());
    paintCursor(painter, coreArea());
    paintReadout(painter, shown);
    painter.restore();
    paintNotes(painter, shown);
}

void ProbeLanes::paintGround(QPainter &painter) const
{
    const Theme &t = theme();
    const QRect area = plotArea();
    const QRect core = coreArea();
    painter.fillRect(area, t.sunken);
    painter.fillRect(core, t.sunken);
    const double limit = yIn(core, device_link::tierPromiseMs(m_tier), m_scale.coreHigh);
    painter.fillRect(QRectF(core.left(), limit, core.width(), core.bottom() + 1 - limit), t.okBg);
    const double step = niceStep(m_scale.rttHigh);
    for (double value = step; value <= m_scale.rttHigh * 1.001; value += step)
        painter.fillRect(QRectF(area.left(), std::round(yIn(area, value, m_scale.rttHigh)), area.width(), 1), t.grid);
    paintGrid(painter, area);
    paintGrid(painter, core);
    painter.fillRect(QRectF(area.left(), area.bottom() + 1, area.width(), 1), t.line2);
    painter.fillRect(QRectF(core.left(), std::round(limit), core.width(), 1), t.ok);
}

void ProbeLanes::paintLabels(QPainter &painter) const
{
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Caption);
    const QRect area = plotArea();
    const QRect core = coreArea();
    painter.setPen(t.text3);
    const double step = niceStep(m_scale.rttHigh);
    const QStringList labels = axisLabels();
    for (qsizetype i = 0; i < labels.size(); ++i)
        drawRight(
            painter, kAxisWidth - kPad, yIn(area, static_cast<double>(i) * step, m_scale.rttHigh), font, labels.at(i));
    drawRight(painter, kAxisWidth - kPad, core.bottom() - 4, font, QStringLiteral("0"));
    painter.setPen(t.ok);
    const double limit = yIn(core, device_link::tierPromiseMs(m_tier), m_scale.coreHigh);
    drawRight(painter, kAxisWidth - kPad, limit, font,
        text({fixed(device_link::tierPromiseMs(m_tier), 0), QStringLiteral("ms")}));
}

/// One of them has the unit: the topmost, or where it has no room for it the lowest.
QStringList ProbeLanes::axisLabels() const
{
    QStringList labels;
    const double step = niceStep(m_scale.rttHigh);
    for (double value = 0; value <= m_scale.rttHigh * 1.001; value += step)
        labels.append(axisLabel(value, step));
    const auto withUnit = [](const QString &label) { return text({label, QStringLiteral("ms")}); };
    const bool room = tabularWidth(roleFont(TextRole::Caption), withUnit(labels.last())) <= kAxisWidth - kPad;
    QString &label = room ? labels.last() : labels.first();
    label = withUnit(label);
    return labels;
}

void ProbeLanes::paintStems(QPainter &painter, Visible shown) const
{
    const Theme &t = theme();
    const QRect area = plotArea();
    const auto &probes = m_feed->history(m_tier).probes();
    // One stem a pixel column, as high as its highest probe: more would only paint over each other.
    for (std::size_t i = shown.first; i < shown.last;) {
        const double x = std::floor(xOf(probes[i].sentNs));
        double high = 0;
        double core = 0;
        for (; i < shown.last && std::floor(xOf(probes[i].sentNs)) == x; ++i) {
            if (probes[i].rttMs && *probes[i].rttMs > high) {
                high = *probes[i].rttMs;
                core = probes[i].coreMs.value_or(0);
            }
        }
        if (high <= 0)
            continue;
        const double top = yIn(area, high, m_scale.rttHigh);
        painter.fillRect(QRectF(x, top, 1, area.bottom() + 1 - top), t.time.span);
        if (core > 0) {
            const double leg = yIn(area, core, m_scale.rttHigh);
            painter.fillRect(QRectF(x, leg, 1, area.bottom() + 1 - leg), t.text3);
        }
    }
}

void ProbeLanes::paintDots(QPainter &painter, Visible shown) const
{
    const Theme &t = theme();
    const QRect area = plotArea();
    const auto &probes = m_feed->history(m_tier).probes();
    const QFont font = roleFont(TextRole::Caption);
    const QFontMetricsF metrics(font);
    double lastX = -1;
    double lastY = -1;
    double labelEnd = 0;
    for (std::size_t i = shown.first; i < shown.last; ++i) {
        if (!probes[i].rttMs)
            continue;
        const double x = std::floor(xOf(probes[i].sentNs));
        const double y = std::round(yIn(area, *probes[i].rttMs, m_scale.rttHigh));
        if (x == lastX && y == lastY)
            continue;
        lastX = x;
        lastY = y;
        if (*probes[i].rttMs <= m_scale.rttHigh) {
            painter.fillRect(QRectF(x - 0.5, y - 1, kDot, kDot), t.time.mark);
            continue;
        }
        // Above the scale: an arrow, and the figure where it finds room.
        QPainterPath arrow(QPointF(x + 0.5, area.top()));
        arrow.lineTo(x - 3, area.top() + 6);
        arrow.lineTo(x + 4, area.top() + 6);
        arrow.closeSubpath();
        painter.fillPath(arrow, t.time.mark);
        const QString label = ms(*probes[i].rttMs);
        const double wide = tabularWidth(font, label);
        if (x + 7 < labelEnd || x + 7 + wide > area.right())
            continue;
        labelEnd = x + 7 + wide + 6;
        painter.fillRect(QRectF(x + 5, area.top(), wide + 4, metrics.height()), t.sunken);
        painter.setPen(t.time.ink);
        drawTabular(painter, QPointF(x + 7, area.top() + metrics.ascent()), font, label);
    }
}

void ProbeLanes::paintMedian(QPainter &painter, Visible shown) const
{
    const QRect area = plotArea();
    const auto &probes = m_feed->history(m_tier).probes();
    QPolygonF line;
    const std::int64_t gap
        = std::max<std::int64_t>(ProbeHistory::kMedianNs, 12LL * m_feed->intervalMs() * 1'000'000 / 10)
        + ProbeHistory::kMedianNs;
    std::int64_t before = 0;
    painter.setPen(QPen(theme().text, 1));
    const auto draw = [&] {
        if (line.size() > 1)
            painter.drawPolyline(line);
        line.clear();
    };
    for (std::size_t i = shown.first; i < shown.last; ++i) {
        if (!probes[i].medianMs)
            continue;
        if (probes[i].sentNs - before > gap)
            draw(); // nothing was probed in between
        const double x = std::floor(xOf(probes[i].sentNs)) + 0.5;
        const double y = std::round(yIn(area, *probes[i].medianMs, m_scale.rttHigh)) + 0.5;
        if (!line.isEmpty() && line.last().y() != y)
            line.append(QPointF(x, line.last().y()));
        line.append(QPointF(x, y));
        before = probes[i].sentNs;
    }
    draw();
}

void ProbeLanes::paintCore(QPainter &painter, Visible shown) const
{
    const QRect core = coreArea();
    const auto &probes = m_feed->history(m_tier).probes();
    const QColor ink = theme().text2;
    for (std::size_t i = shown.first; i < shown.last; ++i) {
        if (probes[i].coreMs)
            painter.fillRect(QRectF(std::floor(xOf(probes[i].sentNs)) - 0.5,
                                 std::round(yIn(core, *probes[i].coreMs, m_scale.coreHigh)) - 1, kDot, kDot),
                ink);
    }
}

void ProbeLanes::paintLost(QPainter &painter, Visible shown) const
{
    const Theme &t = theme();
    const QRect area = plotArea();
    const QRect core = coreArea();
    const auto &probes = m_feed->history(m_tier).probes();
    const QFont font = roleFont(TextRole::Caption);
    constexpr double kBar = 3;
    constexpr double kTogether = 48; // pixels: losses nearer than this share one count
    for (std::size_t i = shown.first; i < shown.last;) {
        if (!probes[i].lost()) {
            ++i;
            continue;
        }
        const double left = xOf(probes[i].sentNs);
        double right = left;
        int count = 0;
        for (; i < shown.last && xOf(probes[i].sentNs) - right < kTogether; ++i) {
            if (!probes[i].lost())
                continue;
            right = xOf(probes[i].sentNs);
            ++count;
            for (const QRect &lane : {area, core})
                painter.fillRect(QRectF(std::round(right) - 1, lane.top(), kBar, lane.height()), t.error);
        }
        const QString label = tr("%1 lost").arg(integer(count));
        const double wide = tabularWidth(font, label) + 8;
        const QFontMetricsF metrics(font);
        // Left of the bars, or right of them where there is no room.
        const double x = left - wide - 3 >= area.left() ? left - wide - 3 : right + 4;
        painter.fillRect(QRectF(x, area.top() + 1, wide, metrics.height()), t.sunken);
        painter.setPen(t.error);
        drawTabular(painter, QPointF(x + 4, area.top() + 1 + metrics.ascent()), font, label);
    }
}

void ProbeLanes::paintNotes(QPainter &painter, Visible shown) const
{
    painter.setFont(roleFont(TextRole::Table));
    painter.setPen(theme().text3);
    if (!m_note.isEmpty()) {
        constexpr int kFlags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
        const auto room = plotArea().adjusted(12, 10, -12, -4);
        const auto taken = painter.boundingRect(room, kFlags, m_note);
        painter.fillRect(taken.adjusted(-3, -1, 3, 1), theme().sunken); // no line of the grid across the words
        painter.drawText(room, kFlags, m_note);
        return;
    }
    if (!m_feed || shown.first >= shown.last)
        return;
    const auto &probes = m_feed->history(m_tier).probes();
    const bool told = std::any_of(probes.begin() + static_cast<std::ptrdiff_t>(shown.first),
        probes.begin() + static_cast<std::ptrdiff_t>(shown.last), [](const Probe &p) { return p.coreMs || p.lost(); });
    if (!told)
        painter.drawText(coreArea().adjusted(12, 0, -12, 0), Qt::AlignLeft | Qt::AlignVCenter,
            tr("This kit does not tell the core leg apart."));
}

void ProbeLanes::paintReadout(QPainter &painter, Visible shown) const
{
    if (!cursorNs() || shown.first >= shown.last)
        return;
    const auto &probes = m_feed->history(m_tier).probes();
    std::size_t nearest = shown.first;
    for (std::size_t i = shown.first; i < shown.last; ++i) {
        if (std::abs(probes[i].sentNs - *cursorNs()) < std::abs(probes[nearest].sentNs - *cursorNs()))
            nearest = i;
    }
    const Probe &probe = probes[nearest];
    constexpr double kNear = 40;
    if (std::abs(xOf(probe.sentNs) - xOf(*cursorNs())) > kNear)
        return;
    QString label = clockTime(axisTimeOfDayNs(*kit(), probe.sentNs)) + QStringLiteral("  ");
    label += probe.rttMs ? ms(*probe.rttMs) : tr("lost");
    if (probe.radioMs && probe.coreMs)
        label += QStringLiteral("  ") + tr("radio %1, core %2").arg(ms(*probe.radioMs), ms(*probe.coreMs));
    const QFont font = roleFont(TextRole::Caption);
    const QFontMetricsF metrics(font);
    const QRect area = plotArea();
    const double wide = tabularWidth(font, label) + 12;
    const double x
        = std::clamp(xOf(*cursorNs()) + 6, double(area.left()), std::max<double>(area.left(), area.right() - wide));
    const QRectF box(x, area.bottom() - metrics.height() - 7, wide, metrics.height() + 4);
    painter.fillRect(box, theme().surface);
    painter.setPen(probe.lost() ? theme().error : theme().text);
    drawTabular(painter, QPointF(box.left() + 6, box.top() + 2 + metrics.ascent()), font, label);
}

ProbeTimeAxis::ProbeTimeAxis(FrameClock *clock, QWidget *parent)
    : TimePlot(clock, parent)
{
    setFocusPolicy(Qt::NoFocus);
    setFixedHeight(20);
}

QRect ProbeTimeAxis::plotArea() const { return {kAxisWidth, 0, std::max(1, width() - kAxisWidth - kRightMargin), 1}; }

void ProbeTimeAxis::paintPlot(QPainter &painter) { paintTimes(painter, plotArea()); }

} // namespace widgets
