// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/time_strip.h"

#include "profiles/energy/energy_stats.h"
#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/kit/kit_context.h"
#include "widgets/power/column_raster.h"
#include "widgets/power/kit_time_ticker.h"
#include "widgets/power/region_look.h"
#include "widgets/power/region_model.h"
#include "widgets/power/value_range.h"
#include "widgets/text/units.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <span>

namespace widgets {
namespace {

constexpr int kHeight = 72;
constexpr int kLabelWidth = 116; ///< the strip begins where the lanes above it do
constexpr int kMargin = 16;
constexpr int kGripReach = 6;

} // namespace

TimeStrip::TimeStrip(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFixedHeight(kHeight);
    setMouseTracking(true);
    setAccessibleName(tr("Whole recording"));
    m_timer.setInterval(500);
    connect(&m_timer, &QTimer::timeout, this, &TimeStrip::takeSamples);
}

void TimeStrip::takeSamples()
{
    const std::uint64_t end = m_store ? m_store->endIndex() : 0;
    if (end == m_mapEnd && !axisWentOn())
        return;
    renderMap();
    update();
}

/// So far that it is seen, without samples that would show it.
bool TimeStrip::axisWentOn() const
{
    return m_store && m_source == Source::Stopped && m_window && m_endNs > m_beginNs
        && m_window->latestNs() - m_endNs > (m_endNs - m_beginNs) / 200;
}

void TimeStrip::setAxis(TimeWindow *window, const EventTimeline *timeline)
{
    if (m_window)
        m_window->disconnect(this);
    m_window = window;
    m_timeline = timeline;
    if (m_window)
        connect(m_window, &TimeWindow::changed, this, &TimeStrip::followWindow);
    update();
}

/// A window that goes on moves the frame by a fraction of a pixel, or against the end not at all: only what looks
/// otherwise is painted again.
void TimeStrip::followWindow()
{
    constexpr double kAround = 3; // grips stick out
    const QRectF frame = windowFrame();
    if (frame == m_shownFrame)
        return;
    for (const QRectF &part : {m_shownFrame, frame})
        update(part.adjusted(-kAround, -kAround, kAround, kAround).toAlignedRect());
    m_shownFrame = frame;
}

QRectF TimeStrip::windowFrame() const
{
    const QRect area = mapArea();
    if (!m_window || m_endNs <= m_beginNs)
        return {};
    const double ratio = devicePixelRatioF();
    const auto whole = [&](double x) { return std::round(x * ratio) / ratio; };
    const double left = std::clamp(whole(xOf(m_window->beginNs())), double(area.left()), double(area.right()));
    const double right = std::clamp(whole(xOf(m_window->endNs())), left + 4, std::max(left + 4, double(area.right())));
    return {left, double(area.top()), right - left, double(area.height())};
}

TimeStrip::Source TimeStrip::sourceOf(const KitContext *kit)
{
    if (kit && kit->session()->isReplay())
        return Source::File;
    const auto power = kit ? kit->session()->powerSource() : nullptr;
    return power && !power->running() ? Source::Stopped : Source::Stream;
}

void TimeStrip::setStore(std::shared_ptr<const device_link::SampleView> store, Source source)
{
    m_source = source;
    m_store = std::move(store);
    renderMap();
    update();
}

void TimeStrip::setRegions(RegionModel *regions)
{
    if (m_regions)
        m_regions->disconnect(this);
    m_regions = regions;
    if (m_regions)
        connect(m_regions, &RegionModel::changed, this, qOverload<>(&QWidget::update));
    update();
}

void TimeStrip::setWallClock(const WallClock &clock)
{
    m_wallClock = clock;
    update();
}

void TimeStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Whole recording"));
        renderMap();
        update();
    }
}

void TimeStrip::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    takeSamples();
    m_timer.start();
}

void TimeStrip::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void TimeStrip::resizeEvent(QResizeEvent *) { renderMap(); }

QRect TimeStrip::mapArea() const
{
    return QRect(kMargin + kLabelWidth, 10, width() - 2 * kMargin - kLabelWidth, kHeight - 34);
}

double TimeStrip::xOf(std::int64_t ns) const
{
    const QRect area = mapArea();
    if (m_endNs <= m_beginNs)
        return area.left();
    return area.left() + static_cast<double>(ns - m_beginNs) / static_cast<double>(m_endNs - m_beginNs) * area.width();
}

std::int64_t TimeStrip::nsOf(double x) const
{
    const QRect area = mapArea();
    const double share = (x - area.left()) / std::max(1, area.width());
    return m_beginNs + static_cast<std::int64_t>(share * static_cast<double>(m_endNs - m_beginNs));
}

void TimeStrip::renderMap()
{
    const QSize size = (QSizeF(mapArea().size()) * devicePixelRatioF()).toSize();
    m_map = QImage();
    m_beginNs = m_endNs = m_measuredNs = 0;
    m_mapEnd = m_store ? m_store->endIndex() : 0;
    if (!m_store || size.isEmpty() || m_store->endIndex() <= m_store->beginIndex())
        return;
    const std::uint64_t begin = m_store->beginIndex();
    const std::uint64_t end = m_store->endIndex();
    m_beginNs = m_store->kitTimeOf(begin);
    m_endNs = m_store->kitTimeOf(end - 1);
    std::vector<device_link::SampleColumn> columns(static_cast<std::size_t>(size.width()));
    const double periodNs = m_store->info().periodNs();
    std::uint64_t last = end;
    if (const std::int64_t nowNs = m_window && m_source == Source::Stopped ? m_window->latestNs() : 0;
        nowNs > m_endNs && periodNs > 0) {
        last += static_cast<std::uint64_t>(static_cast<double>(nowNs - m_endNs) / periodNs);
        m_endNs = nowNs;
    }
    m_store->view(0, begin, last, columns);
    double largest = 0;
    for (const device_link::SampleColumn &column : columns) {
        if (column.count > 0)
            largest = std::max(largest, double(column.max));
    }
    m_measuredNs = m_source == Source::File ? m_endNs - m_beginNs : profiles::measuredNs(*m_store);
    const Theme &t = theme();
    m_map = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_map.setDevicePixelRatio(devicePixelRatioF());
    const TraceColours colours{t.radioTail.rgba(), t.radioSetup.rgba(), t.control.rgba()};
    const std::size_t there = static_cast<std::size_t>(std::ceil(
        static_cast<double>(end - begin) / static_cast<double>(last - begin) * static_cast<double>(columns.size())));
    const std::span taken = std::span(columns).first(std::min(there, columns.size())); // after them nothing holds
    rasterise(m_map, taken, 0, roundUp(largest * 1.05), colours, std::max(1, qRound(devicePixelRatioF())), 0);
}

void TimeStrip::paintEvent(QPaintEvent *event)
{
    m_shownFrame = windowFrame();
    QPainter painter(this);
    const Theme &t = theme();
    painter.fillRect(rect(), t.surface);
    painter.fillRect(QRect(0, 0, width(), 1), t.line);
    if (event->rect().left() <= kMargin + kLabelWidth)
        paintNames(painter);
    const QRect area = mapArea();
    painter.fillRect(area, t.sunken);
    if (m_map.isNull())
        return;
    painter.drawImage(area.topLeft(), m_map);
    paintRegions(painter, area);
    paintMarks(painter, area);
    if (event->rect().bottom() > area.bottom() + 4)
        paintTimes(painter, area);
    paintWindow(painter);
}

void TimeStrip::paintNames(QPainter &painter) const
{
    const Theme &t = theme();
    painter.setPen(t.text);
    painter.setFont(roleFont(TextRole::BodyStrong));
    painter.drawText(QRect(kMargin, 10, kLabelWidth, 18), Qt::AlignLeft | Qt::AlignVCenter,
        m_source == Source::File ? tr("Recording") : tr("In memory"));
    painter.setPen(t.text3);
    painter.setFont(roleFont(TextRole::Caption));
    painter.drawText(QRect(kMargin, 29, kLabelWidth, 16), Qt::AlignLeft | Qt::AlignVCenter,
        m_measuredNs > 0 ? duration(m_measuredNs) : QString(kEmDash));
}

void TimeStrip::paintMarks(QPainter &painter, const QRect &area) const
{
    if (!m_timeline)
        return;
    for (const EventTimeline::Prompt &prompt : m_timeline->prompts()) {
        const double x = std::round(xOf(prompt.acceptedNs));
        if (x >= area.left() && x <= area.right())
            painter.fillRect(QRectF(x, area.top() - 4, 2, 4), theme().tokens.mark);
    }
}

void TimeStrip::paintTimes(QPainter &painter, const QRect &area) const
{
    const QFont font = roleFont(TextRole::Caption);
    painter.setPen(theme().text3);
    constexpr double kLabels = 8;
    const double span = static_cast<double>(m_endNs - m_beginNs) / 1e9;
    const double step = std::max(1.0, roundTimeStep(span / kLabels));
    const double offset = static_cast<double>(m_wallClock.offsetNs()) / 1e9;
    const double begin = static_cast<double>(m_beginNs) / 1e9 + offset;
    for (double tick = std::ceil(begin / step) * step; tick <= begin + span; tick += step) {
        const auto ns = static_cast<std::int64_t>(std::llround((tick - offset) * 1e9));
        const QString label = axisTime(m_wallClock, ns, span, 0);
        const double wide = tabularWidth(font, label);
        const double left = std::clamp(xOf(ns) - wide / 2, double(area.left()), area.right() - wide);
        drawTabular(painter, QPointF(left, area.bottom() + 16), font, label);
    }
}

/// Bars at the foot of the map, the selected one over the others: the frame of the window may lie over them.
void TimeStrip::paintRegions(QPainter &painter, const QRect &area) const
{
    constexpr double kBar = 4;
    const auto paint = [&](int row) {
        const TimeRegion &region = m_regions->region(row);
        if (region.endNs <= m_beginNs || region.beginNs >= m_endNs)
            return;
        const double left = std::clamp(xOf(region.beginNs), double(area.left()), double(area.right()));
        const double right = std::clamp(xOf(region.endNs), left + 2, std::max(left + 2, area.right() + 1.0));
        painter.fillRect(
            QRectF(left, area.bottom() + 1 - kBar, right - left, kBar), regionColour(row == m_regions->selectedRow()));
    };
    for (int row = 0; m_regions && row < m_regions->rowCount(); ++row)
        paint(row);
    if (m_regions && m_regions->selectedRow() >= 0)
        paint(m_regions->selectedRow());
}

void TimeStrip::paintWindow(QPainter &painter) const
{
    const QRectF frame = windowFrame();
    if (frame.isEmpty())
        return;
    QColor fill = theme().accent;
    fill.setAlphaF(theme().dark ? 0.16F : 0.12F);
    painter.fillRect(frame, fill);
    painter.setPen(theme().accent);
    painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5));
    for (const double x : {frame.left(), frame.right()})
        painter.fillRect(QRectF(x - 1.5, mapArea().center().y() - 7, 3, 14), theme().accent);
}

void TimeStrip::mousePressEvent(QMouseEvent *event)
{
    if (!m_window || m_endNs <= m_beginNs || event->button() != Qt::LeftButton)
        return;
    const double x = event->position().x();
    const double left = xOf(m_window->beginNs());
    const double right = xOf(m_window->endNs());
    m_dragX = x;
    if (std::abs(x - left) <= kGripReach) {
        m_grip = Grip::Left;
    } else if (std::abs(x - right) <= kGripReach) {
        m_grip = Grip::Right;
    } else {
        m_grip = Grip::Middle;
        if (x < left || x > right) {
            const std::int64_t centre = nsOf(x);
            m_window->setRange(centre - m_window->spanNs() / 2, centre + m_window->spanNs() / 2);
        }
    }
}

void TimeStrip::mouseMoveEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    if (!m_window || !event->buttons().testFlag(Qt::LeftButton) || m_grip == Grip::None) {
        const bool onGrip = m_window
            && (std::abs(x - xOf(m_window->beginNs())) <= kGripReach
                || std::abs(x - xOf(m_window->endNs())) <= kGripReach);
        setCursor(onGrip ? Qt::SizeHorCursor : Qt::ArrowCursor);
        return;
    }
    if (m_grip == Grip::Middle)
        m_window->pan(nsOf(x) - nsOf(m_dragX));
    else if (m_grip == Grip::Left)
        m_window->setRange(std::min(nsOf(x), m_window->endNs() - TimeWindow::kMinSpanNs), m_window->endNs());
    else
        m_window->setRange(m_window->beginNs(), std::max(nsOf(x), m_window->beginNs() + TimeWindow::kMinSpanNs));
    m_dragX = x;
}

} // namespace widgets
