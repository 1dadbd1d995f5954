// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/time_plot.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/kit/axis_clock.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/power/kit_time_ticker.h"
#include "widgets/power/region_look.h"
#include "widgets/power/region_model.h"

#include <QElapsedTimer>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

constexpr double kPixelsPerLabel = 120;

double seconds(std::int64_t ns) { return static_cast<double>(ns) / 1e9; }

} // namespace

TimePlot::TimePlot(FrameClock *clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
{
    setAttribute(Qt::WA_OpaquePaintEvent); // or every frame paints the panel and the card below it first
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    connect(m_clock, &FrameClock::frame, this, &TimePlot::onFrame);
}

void TimePlot::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_regions)
        m_regions->disconnect(this);
    m_kit = std::move(kit);
    m_regions = m_kit ? m_kit->model<RegionModel>() : nullptr;
    if (m_regions)
        connect(m_regions, &RegionModel::changed, this, [this] { m_touched = true; });
    m_cursorNs.reset();
    m_touched = true;
}

TimeWindow *TimePlot::window() const { return m_kit ? m_kit->window() : nullptr; }

void TimePlot::onFrame()
{
    if (!isVisible() || !m_kit)
        return;
    auto *axis = m_kit->model<AxisClock>();
    axis->follow();
    const std::int64_t before = m_endNs;
    const std::int64_t span = m_endNs - m_beginNs;
    setRange();
    if (m_hoverX) // what lies under the mouse changes when the window moves
        moveCursor(nsOf(*m_hoverX));
    if (m_touched || m_endNs != before || m_endNs - m_beginNs != span) {
        update();
        if (m_touched || !axis->isQuiet())
            m_clock->drew();
    }
    m_touched = false;
}

void TimePlot::setRange()
{
    if (!window())
        return;
    // The window moves in whole pixels: marks stay where they are and nothing shimmers.
    const std::int64_t pixels = std::max(1, plotArea().width());
    const std::int64_t step = std::max<std::int64_t>(1, window()->spanNs() / pixels);
    m_endNs = window()->endNs() / step * step;
    m_beginNs = m_endNs - step * pixels;
}

double TimePlot::xOf(std::int64_t axisNs) const
{
    const QRect area = plotArea();
    return area.left() + seconds(axisNs - m_beginNs) / seconds(m_endNs - m_beginNs) * area.width();
}

std::int64_t TimePlot::nsOf(double x) const
{
    const QRect area = plotArea();
    const double share = (x - area.left()) / std::max(1, area.width());
    return m_beginNs + std::llround(share * static_cast<double>(m_endNs - m_beginNs));
}

void TimePlot::setCursor(std::optional<std::int64_t> axisNs)
{
    if (axisNs == m_cursorNs)
        return;
    m_cursorNs = axisNs;
    m_touched = true;
}

void TimePlot::moveCursor(std::optional<std::int64_t> axisNs)
{
    if (axisNs == m_cursorNs)
        return;
    setCursor(axisNs);
    Q_EMIT cursorMoved(axisNs);
}

double TimePlot::tickStep() const
{
    return roundTimeStep(seconds(m_endNs - m_beginNs) / std::max(2.0, plotArea().width() / kPixelsPerLabel));
}

void TimePlot::paintGrid(QPainter &painter, const QRect &area) const
{
    if (!m_kit)
        return;
    paintRegion(painter, area);
    const double step = tickStep();
    const double offset = seconds(axisTimeOfDayNs(*m_kit, m_beginNs) - m_beginNs);
    for (double tick = std::ceil((seconds(m_beginNs) + offset) / step) * step; tick <= seconds(m_endNs) + offset;
         tick += step) {
        const double x = std::round(xOf(std::llround((tick - offset) * 1e9)));
        if (x > area.left() && x < area.right())
            painter.fillRect(QRectF(x, area.top(), 1, area.height()), theme().grid);
    }
}

/// The stretch that is measured in the power panel, so that it can be found here.
void TimePlot::paintRegion(QPainter &painter, const QRect &area) const
{
    const auto region = m_regions ? m_regions->selected() : std::nullopt;
    if (!region || region->endNs <= m_beginNs || region->beginNs >= m_endNs)
        return;
    const double left = std::round(xOf(region->beginNs));
    const double right = std::round(xOf(region->endNs));
    paintRegionHint(painter, QRectF(left, area.top(), right - left, area.height()), area);
}

void TimePlot::paintTimes(QPainter &painter, const QRect &area) const
{
    if (!m_kit)
        return;
    const double step = tickStep();
    const int decimals = step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
    const double offset = seconds(axisTimeOfDayNs(*m_kit, m_beginNs) - m_beginNs);
    const QFont font = roleFont(TextRole::Caption);
    painter.setPen(theme().text3);
    for (double tick = std::ceil((seconds(m_beginNs) + offset) / step) * step; tick <= seconds(m_endNs) + offset;
         tick += step) {
        // The half step keeps a tick at 12:46:08 from reading 12:46:07 after the rounding of doubles.
        const QString label = clockTime(std::llround((tick + step / 1000) * 1e9), decimals);
        const double wide = tabularWidth(font, label);
        const double x = xOf(std::llround((tick - offset) * 1e9)) - wide / 2;
        if (x >= area.left() - wide / 2 && x + wide <= width())
            drawTabular(painter, QPointF(x, area.bottom() + 16), font, label);
    }
}

void TimePlot::paintCursor(QPainter &painter, const QRect &area) const
{
    if (m_cursorNs && *m_cursorNs >= m_beginNs && *m_cursorNs <= m_endNs)
        painter.fillRect(QRectF(std::round(xOf(*m_cursorNs)), area.top(), 1, area.height()), theme().text3);
}

void TimePlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange
        || event->type() == QEvent::ApplicationPaletteChange)
        update();
}

void TimePlot::paintEvent(QPaintEvent *)
{
    QElapsedTimer timer;
    timer.start();
    setRange();
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
    paintPlot(painter);
    m_clock->report(timer.nsecsElapsed());
}

void TimePlot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_touched = true;
}

void TimePlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_dragX = event->position().x();
}

void TimePlot::mouseReleaseEvent(QMouseEvent *) { m_dragX.reset(); }

void TimePlot::mouseMoveEvent(QMouseEvent *event)
{
    if (!window())
        return;
    const double x = event->position().x();
    if (m_dragX && event->buttons().testFlag(Qt::LeftButton)) {
        window()->pan(nsOf(*m_dragX) - nsOf(x));
        m_dragX = x;
        return;
    }
    const QRect area = plotArea();
    m_hoverX = x >= area.left() && x <= area.right() ? std::optional(x) : std::nullopt;
    moveCursor(m_hoverX ? std::optional(nsOf(x)) : std::nullopt);
}

void TimePlot::leaveEvent(QEvent *)
{
    m_hoverX.reset();
    moveCursor(std::nullopt);
}

void TimePlot::wheelEvent(QWheelEvent *event)
{
    // Without Ctrl the wheel scrolls the panel, as everywhere else on it.
    if (!window() || !event->modifiers().testFlag(Qt::ControlModifier)) {
        event->ignore();
        return;
    }
    const double notches = event->angleDelta().y() / 120.0;
    if (notches != 0)
        window()->zoom(std::pow(0.8, notches), nsOf(event->position().x()));
    event->accept();
}

void TimePlot::keyPressEvent(QKeyEvent *event)
{
    if (!window() || event->modifiers().testFlag(Qt::ControlModifier)) {
        QWidget::keyPressEvent(event);
        return;
    }
    const std::int64_t step = event->modifiers().testFlag(Qt::ShiftModifier)
        ? window()->spanNs() / std::max(1, plotArea().width())
        : window()->spanNs() / 10;
    const std::int64_t about = m_cursorNs.value_or(window()->beginNs() + window()->spanNs() / 2);
    const auto all = extent();
    switch (event->key()) {
    case Qt::Key_Left: return window()->pan(-step);
    case Qt::Key_Right: return window()->pan(step);
    case Qt::Key_Plus:
    case Qt::Key_Equal: return window()->zoom(0.8, about);
    case Qt::Key_Minus: return window()->zoom(1.25, about);
    case Qt::Key_Space: return window()->setFollowing(!window()->following());
    case Qt::Key_End: return window()->setFollowing(true);
    case Qt::Key_Home:
        if (all)
            window()->setRange(all->first, all->first + window()->spanNs());
        return;
    case Qt::Key_F:
        if (all)
            window()->showAll(all->first, all->second);
        return;
    default: QWidget::keyPressEvent(event);
    }
}

} // namespace widgets
