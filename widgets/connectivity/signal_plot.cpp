// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connectivity/signal_plot.h"

#include "widgets/common/fonts.h"
#include "widgets/common/shaped_text.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/common/word_room.h"
#include "widgets/connectivity/connectivity_log.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/radio_look.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QPainter>
#include <QVarLengthArray>

#include <algorithm>
#include <cmath>
#include <functional>
#include <tuple>
#include <utility>

namespace widgets {
namespace {

constexpr int kLabelWidth = 124; ///< "−140.0 dBm" and, clear of it, "−140"
constexpr int kRightMargin = 70; ///< words of quality beside the lanes
constexpr int kAxisHeight = 20;
constexpr int kStateHeight = 20;
constexpr int kGap = 8;
constexpr int kTop = 4;
constexpr int kTwoLines = 32; ///< a name and its figure
constexpr double kSpare = 2;  // dB above and below what is shown

std::optional<double> valueOf(const ConnectivityLog::Signal &signal, SignalKind kind)
{
    switch (kind) {
    case SignalKind::Rsrp: return signal.rsrpDbm;
    case SignalKind::Rsrq: return signal.rsrqDb;
    case SignalKind::Sinr: return signal.sinrDb;
    }
    return std::nullopt;
}

/// Where nothing was measured yet.
std::pair<double, double> usualRange(SignalKind kind)
{
    switch (kind) {
    case SignalKind::Rsrp: return {-105, -75};
    case SignalKind::Rsrq: return {-20, -5};
    case SignalKind::Sinr: return {0, 25};
    }
    return {0, 1};
}

} // namespace

SignalPlot::SignalPlot(FrameClock *clock, QWidget *parent)
    : TimePlot(clock, parent)
{
    setMinimumHeight(176); // two lines of words beside each lane
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void SignalPlot::setLog(const ConnectivityLog *log)
{
    m_log = log;
    touch();
}

QRect SignalPlot::plotArea() const
{
    return {kLabelWidth, kTop, std::max(1, width() - kLabelWidth - kRightMargin),
        std::max(1, height() - kTop - kAxisHeight)};
}

QRect SignalPlot::radioArea() const
{
    const QRect area = plotArea();
    return {area.left(), area.bottom() + 1 - kStateHeight, area.width(), kStateHeight};
}

QRect SignalPlot::networkArea() const { return radioArea().translated(0, -kStateHeight - kGap); }

std::optional<std::pair<std::int64_t, std::int64_t>> SignalPlot::extent() const
{
    if (!m_log || m_log->registrations().empty())
        return std::nullopt;
    const std::int64_t first = m_log->registrations().front().atNs;
    return std::pair(first, std::max(first + 1'000'000'000, m_log->knownUntilNs()));
}

double SignalPlot::yIn(const Lane &lane, double value)
{
    return std::round(lane.area.bottom() + 1 - (value - lane.low) / (lane.high - lane.low) * lane.area.height());
}

SignalPlot::Lane SignalPlot::laneOf(SignalKind kind) const
{
    const QRect area = plotArea();
    const int room = networkArea().top() - kGap - area.top() - 2 * kGap;
    // RSRP gets the most, but not what the others need for their words.
    const int other = std::max(room * 27 / 100, std::min(kTwoLines, room / 3));
    const int rsrp = room - 2 * other;
    Lane lane{kind, {}};
    int top = area.top();
    int high = rsrp;
    if (kind != SignalKind::Rsrp) {
        high = other;
        top += rsrp + kGap + (kind == SignalKind::Rsrq ? other + kGap : 0);
    }
    lane.area = QRect(area.left(), top, area.width(), high);
    fit(lane);
    return lane;
}

void SignalPlot::fit(Lane &lane) const
{
    std::tie(lane.low, lane.high) = usualRange(lane.kind);
    if (!m_log)
        return;
    std::optional<double> low;
    std::optional<double> high;
    const auto &points = m_log->signalPoints();
    for (std::size_t i = points.size(); i-- > 0;) {
        if (const std::optional<double> value = valueOf(points[i], lane.kind); value && points[i].atNs <= endNs()) {
            low = std::min(low.value_or(*value), *value);
            high = std::max(high.value_or(*value), *value);
        }
        if (points[i].atNs < beginNs())
            break; // the one that still holds at the left edge was the last
    }
    if (!low)
        return;
    constexpr double kStep = 5;
    constexpr double kLeast = 10;
    lane.low = std::floor((*low - kSpare) / kStep) * kStep;
    lane.high = std::ceil((*high + kSpare) / kStep) * kStep;
    if (lane.high - lane.low < kLeast)
        lane.low = lane.high - kLeast;
}

void SignalPlot::paintPlot(QPainter &painter)
{
    for (const SignalKind kind : {SignalKind::Rsrp, SignalKind::Sinr, SignalKind::Rsrq})
        paintLane(painter, laneOf(kind));
    paintNetwork(painter);
    paintRadio(painter);
    paintAway(painter);
    paintTimes(painter, plotArea());
    paintCursor(painter, plotArea());
}

void SignalPlot::paintName(QPainter &painter, const QRect &area, const QString &name) const
{
    const QFont font = roleFont(TextRole::Table);
    painter.setPen(theme().text2);
    const double baseline = area.height() <= kStateHeight ? area.center().y() + baselineBelowMiddle(font) + 1
                                                          : area.top() + QFontMetricsF(font).ascent();
    drawShaped(painter, QPointF(0, baseline), font, name);
}

namespace {

/// Decibels between labels: the fewest that keep them apart; in a low lane only its ends.
double labelStep(double span, int height)
{
    constexpr double kLeastPx = 26;
    for (const double step : {5.0, 10.0, 15.0, 20.0, 30.0}) {
        if (step < span && height * step / span >= kLeastPx)
            return step;
    }
    return span;
}

} // namespace

void SignalPlot::paintLane(QPainter &painter, const Lane &lane) const
{
    const QRect &area = lane.area;
    painter.fillRect(area, theme().sunken);
    paintGrid(painter, area);
    paintQuality(painter, lane);
    paintLabels(painter, lane);
    paintName(painter, area, signalName(lane.kind));
    painter.save();
    painter.setClipRect(area);
    paintTrace(painter, lane);
    painter.restore();
    paintValue(painter, lane);
}

void SignalPlot::paintLabels(QPainter &painter, const Lane &lane)
{
    const QFont font = roleFont(TextRole::Caption);
    const double high = digitHeight(font);
    const double step = labelStep(lane.high - lane.low, lane.area.height());
    QVarLengthArray<double, 32> values;
    for (double value = lane.low; value <= lane.high + 0.1; value += step)
        values.append(value);
    if (values.size() > 2)
        std::swap(values[1], values.back()); // both ends before what is between them
    QVarLengthArray<QRectF, 32> words;
    for (const double value : values)
        words.append(QRectF(0, yIn(lane, value) - high / 2, 1, high));
    settleWords(words, lane.area.top(), lane.area.bottom() + 1);
    painter.setPen(theme().text3);
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (words[i].isNull())
            continue;
        const QString label = fixed(values[i], 0);
        const double x = kLabelWidth - 8 - tabularWidth(font, label);
        drawTabular(painter, QPointF(x, words[i].center().y() + baselineBelowMiddle(font)), font, label);
    }
}

/// Each stretch between two bounds has its word beside it; where that is not possible, the higher stretches have.
void SignalPlot::paintQuality(QPainter &painter, const Lane &lane)
{
    struct Stretch {
        SignalQuality quality;
        double top, bottom;
    };
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Caption);
    const QRect &area = lane.area;
    const std::array<double, 3> bounds = qualityBounds(lane.kind);
    std::array<Stretch, 4> stretches{};
    double bottom = yIn(lane, lane.low);
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const double high = i < bounds.size() ? std::clamp(bounds.at(i), lane.low, lane.high) : lane.high;
        const double top = yIn(lane, high);
        stretches.at(i) = {static_cast<SignalQuality>(i), top, std::exchange(bottom, top)};
        if (high <= lane.low || high >= lane.high)
            continue;
        painter.setPen(QPen(t.line2, 1, Qt::DashLine));
        painter.drawLine(QPointF(area.left(), top + 0.5), QPointF(area.right() + 5, top + 0.5));
    }
    const auto heightOf = [](const Stretch &stretch) { return stretch.bottom - stretch.top; };
    std::ranges::sort(stretches, std::ranges::greater(), heightOf);
    const double high = letterHeight(font);
    const auto low = std::ranges::find_if(
        stretches, [&](const Stretch &stretch) { return heightOf(stretch) < digitHeight(font); });
    QVarLengthArray<QRectF, 4> words;
    for (auto stretch = stretches.begin(); stretch != low; ++stretch)
        words.append(QRectF(0, (stretch->top + stretch->bottom - high) / 2, 1, high));
    settleWords(words, area.top(), area.bottom() + 1);
    painter.setPen(t.text3);
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (!words[i].isNull())
            drawShaped(painter, QPointF(area.right() + 9, words[i].center().y() + baselineBelowMiddle(font)), font,
                qualityWord(stretches.at(static_cast<std::size_t>(i)).quality));
    }
}

void SignalPlot::paintTrace(QPainter &painter, const Lane &lane) const
{
    if (!m_log)
        return;
    const QColor mark = theme().voltage.mark;
    const auto &points = m_log->signalPoints();
    const std::int64_t until = m_log->knownUntilNs();
    std::size_t first = points.size();
    while (first > 0 && points[first - 1].atNs >= beginNs())
        --first;
    if (first > 0)
        --first; // holds at the left edge
    std::optional<double> before;
    for (std::size_t i = first; i < points.size() && points[i].atNs <= endNs(); ++i) {
        const std::optional<double> value = valueOf(points[i], lane.kind);
        const double from = std::round(xOf(points[i].atNs));
        const double to = std::round(xOf(i + 1 < points.size() ? points[i + 1].atNs : std::max(until, points[i].atNs)));
        if (value) {
            const double y = yIn(lane, *value);
            painter.fillRect(QRectF(from, y - 1, std::max(1.0, to - from), 2), mark);
            if (before)
                painter.fillRect(QRectF(from, std::min(y, *before) - 1, 1, std::abs(y - *before) + 2), mark);
            painter.fillRect(QRectF(from - 2, y - 2, 4, 4), mark);
            before = y;
        } else {
            before.reset();
        }
    }
}

void SignalPlot::paintValue(QPainter &painter, const Lane &lane) const
{
    // Under the name: the figure at the cursor, else the newest.
    std::optional<double> value;
    if (m_log && cursorNs()) {
        for (const ConnectivityLog::Signal &point : m_log->signalPoints()) {
            if (point.atNs > *cursorNs())
                break;
            value = valueOf(point, lane.kind);
        }
    } else if (m_log) {
        value = valueOf(m_log->signal(), lane.kind);
    }
    QFont font = roleFont(TextRole::BodyStrong);
    const QFontMetricsF metrics(font);
    const double baseline = lane.area.top() + QFontMetricsF(roleFont(TextRole::Table)).height() + metrics.ascent() + 1;
    const bool away = m_log && !m_log->away().empty() && !m_log->away().back().toNs; // the last figure stays, stale
    painter.setPen(value && !away ? theme().text : theme().text3);
    const QString number = value ? fixed(*value, 1) : QString(kEmDash);
    drawTabular(painter, QPointF(0, baseline), font, number);
    if (!value)
        return;
    painter.setPen(theme().text3);
    drawShaped(
        painter, QPointF(tabularWidth(font, number) + 3, baseline), roleFont(TextRole::Caption), signalUnit(lane.kind));
}

void SignalPlot::paintNetwork(QPainter &painter) const
{
    const Theme &t = theme();
    const QRect area = networkArea();
    painter.fillRect(area, t.sunken);
    paintName(painter, area, tr("Network"));
    if (!m_log)
        return;
    const QFont font = roleFont(TextRole::Caption);
    const auto &spans = m_log->registrations();
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const std::int64_t end
            = i + 1 < spans.size() ? spans[i + 1].atNs : std::max(m_log->knownUntilNs(), spans[i].atNs);
        if (end < beginNs() || spans[i].atNs > endNs())
            continue;
        const double left = std::clamp<double>(std::round(xOf(spans[i].atNs)), area.left(), area.right());
        const double right = std::clamp<double>(std::round(xOf(end)), left + 1, area.right() + 1);
        const bool on = spans[i].registered();
        const bool denied = spans[i].stat == 3;
        const QColor ink = on ? t.ok : denied ? t.error : t.warn;
        const QRectF block(left, area.top(), right - left, area.height());
        painter.fillRect(block, on ? t.okBg : denied ? t.errorBg : t.warnBg);
        painter.fillRect(QRectF(left, on ? block.bottom() - 2 : block.top(), block.width(), on ? 2 : block.height()),
            on ? QBrush(ink) : QBrush(ink, Qt::BDiagPattern));
        const QString word = registrationWord(spans[i].stat);
        const double needed = shapedWidth(font, word) + 12;
        if (needed > block.width())
            continue;
        painter.fillRect(QRectF(left, block.top(), needed, block.height() - (on ? 2 : 0)),
            on           ? t.okBg
                : denied ? t.errorBg
                         : t.warnBg); // a clean ground under the letters
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(block.adjusted(6, 0, 0, -1), Qt::AlignLeft | Qt::AlignVCenter, word);
    }
}

void SignalPlot::paintRadio(QPainter &painter) const
{
    const QRect area = radioArea();
    painter.fillRect(area, theme().sunken);
    paintName(painter, area, tr("Radio"));
    if (!m_log || !kit())
        return;
    const auto &spans = kit()->timeline()->radio();
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const std::int64_t end
            = i + 1 < spans.size() ? spans[i + 1].startNs : std::max(m_log->knownUntilNs(), spans[i].startNs);
        if (end < beginNs() || spans[i].startNs > endNs())
            continue;
        const double left = std::clamp<double>(std::round(xOf(spans[i].startNs)), area.left(), area.right() + 1);
        const double right = std::clamp<double>(std::round(xOf(end)), left, area.right() + 1);
        if (right > left)
            paintRadioBlock(painter, QRectF(left, area.top(), right - left, area.height()), spans[i].state);
    }
}

void SignalPlot::paintAway(QPainter &painter) const
{
    if (!m_log)
        return;
    const Theme &t = theme();
    const QRect area = plotArea();
    const QFont font = roleFont(TextRole::Caption);
    for (const ConnectivityLog::Away &away : m_log->away()) {
        const double left = std::clamp<double>(xOf(away.fromNs), area.left(), area.right() + 1);
        const double right = std::clamp<double>(xOf(away.toNs.value_or(endNs())), area.left(), area.right() + 1);
        if (right - left < 1)
            continue;
        painter.fillRect(QRectF(left, area.top(), right - left, area.height()), QBrush(t.line2, Qt::BDiagPattern));
        painter.fillRect(QRectF(left, area.top(), 1, area.height()), t.error);
        const QString word = tr("not heard");
        const QFontMetricsF metrics(font);
        if (metrics.horizontalAdvance(word) + 12 > right - left)
            continue;
        painter.fillRect(
            QRectF(left + 1, area.top(), metrics.horizontalAdvance(word) + 11, metrics.height() + 2), t.sunken);
        painter.setFont(font);
        painter.setPen(t.error);
        painter.drawText(QPointF(left + 6, area.top() + 1 + metrics.ascent()), word);
    }
}

} // namespace widgets
