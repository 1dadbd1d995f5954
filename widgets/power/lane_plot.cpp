// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/lane_plot.h"

#include "widgets/common/theme.h"
#include "widgets/kit/axis_clock.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/power/balance_lane.h"
#include "widgets/power/cursor_band.h"
#include "widgets/power/cursor_tool.h"
#include "widgets/power/cursor_values.h"
#include "widgets/power/kit_time_ticker.h"
#include "widgets/power/lane_ground.h"
#include "widgets/power/logic_lane.h"
#include "widgets/power/plot_overlay.h"
#include "widgets/power/radio_lane.h"
#include "widgets/power/region_tool.h"
#include "widgets/power/sample_trace.h"
#include "widgets/power/token_lane.h"
#include "widgets/text/units.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <utility>

namespace widgets {
namespace {

constexpr int kLabelWidth = 100; ///< fixed, so that no lane moves when digits change
constexpr int kTimeAxisHeight = 24;
constexpr int kTopMargin = 6;
constexpr int kLaneGap = 8;
constexpr int kRightMargin = 10; ///< room for half of the last time label

/// Lanes with a trace, whose height is what is left.
bool hasSamples(Lane lane) { return lane == Lane::Current || lane == Lane::Power || lane == Lane::Voltage; }

DataColour Theme::*hueOf(Lane lane)
{
    return lane == Lane::Current ? &Theme::energy : lane == Lane::Power ? &Theme::power : &Theme::voltage;
}

/// The channel of a lane; channelCount() when the stream has none.
std::size_t channelOf(Lane lane, const device_link::SampleView &store)
{
    const auto &channels = store.info().channels;
    if (lane == Lane::Power)
        return channels.size();
    const char *name = lane == Lane::Current ? "current" : "voltage";
    const auto found = std::ranges::find(channels, name, &device_link::SampleChannel::name);
    return found == channels.end() ? store.channelCount() : static_cast<std::size_t>(found - channels.begin());
}

} // namespace

LanePlot::LanePlot(const QList<Lane> &lanes, FrameClock *clock, QWidget *parent)
    : QCustomPlot(parent)
    , m_clock(clock)
    , m_timeTicker(new KitTimeTicker)
{
    // One paint buffer: every further one costs more than the whole trace (clearing and compositing full-size images).
    layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmLogical);
    plotLayout()->clear();
    plotLayout()->setRowSpacing(0); // the margins of the lanes: one that is not there has none
    for (const Lane lane : lanes)
        addRow(lane, lane == lanes.last());
    m_overlay = new PlotOverlay(this);
    m_band = new RegionBand(this);
    m_tool = std::make_unique<RegionTool>(this);
    m_cursorBand = new CursorBand(this);
    m_cursorTool = std::make_unique<CursorTool>(this);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(140);
    retranslate();
    restyle();
    connect(m_clock, &FrameClock::frame, this, &LanePlot::drawFrame);
}

LanePlot::~LanePlot() = default;

void LanePlot::addRow(Lane lane, bool last)
{
    auto *area = new QCPAxisRect(this, false);
    area->addAxes(QCPAxis::atLeft | QCPAxis::atBottom);
    area->setAutoMargins(QCP::msNone);
    area->setLayer(QStringLiteral("background")); // below the shade of the region
    // The first label must not stick out of the widget: it would not be drawn.
    const int above = m_rows.empty() ? kTopMargin : kLaneGap;
    area->setMargins(QMargins(kLabelWidth, above, kRightMargin, last ? kTimeAxisHeight : 0));
    QCPAxis *time = area->axis(QCPAxis::atBottom);
    time->setTicker(m_timeTicker);
    time->setTickLabels(last);
    time->setTicks(last);
    time->setTickLength(0);
    time->setSubTicks(false);
    QCPAxis *value = area->axis(QCPAxis::atLeft);
    value->setTicks(hasSamples(lane));
    value->setTickLabels(hasSamples(lane));
    value->setTickLength(0);
    value->setSubTicks(false);
    value->setTickLabelPadding(8);
    value->grid()->setVisible(false);
    time->grid()->setVisible(!hasSamples(lane)); // LaneGround draws that of a trace
    plotLayout()->addElement(plotLayout()->rowCount(), 0, area);

    Row row{lane, area, nullptr, {}, {}, ValueRange(lane != Lane::Voltage)};
    if (hasSamples(lane)) {
        addSamples(row);
    } else {
        area->setMinimumSize(0, heightOf(lane)); // of the inner rectangle
        area->setMaximumSize(QWIDGETSIZE_MAX, heightOf(lane));
        if (lane == Lane::Logic) {
            m_logic = new LogicLane(time, value);
        } else if (lane == Lane::Radio) {
            m_radio = new RadioLane(time, value);
        } else if (lane == Lane::Tokens) {
            m_tokens = new TokenLane(time, value);
        } else {
            value->setTicks(true);
            value->setTickLabels(true);
            m_balance = new BalanceLane(time, value);
        }
    }
    m_rows.push_back(std::move(row));
    if (lane == Lane::Logic)
        showLogic();
}

int LanePlot::heightOf(Lane lane)
{
    switch (lane) {
    case Lane::Logic: return LogicLane::kHeight;
    case Lane::Radio: return 20;
    case Lane::Tokens: return 24;
    case Lane::Balance: return 36;
    case Lane::Current:
    case Lane::Power:
    case Lane::Voltage: break;
    }
    return 0;
}

bool LanePlot::hasLogic() const { return m_store && logicChannel(*m_store); }

/// A lane only for streams that have logic inputs: few do.
void LanePlot::showLogic()
{
    const auto row = std::ranges::find(m_rows, Lane::Logic, &Row::lane);
    if (row == m_rows.end())
        return;
    const std::optional<std::size_t> channel = m_store ? logicChannel(*m_store) : std::nullopt;
    m_logic->setSource(channel ? m_store : nullptr, channel.value_or(0));
    const int height = channel ? heightOf(Lane::Logic) : 0;
    row->area->setMinimumSize(0, height);
    row->area->setMaximumSize(QWIDGETSIZE_MAX, height);
    QMargins margins = row->area->margins();
    margins.setTop(channel ? kLaneGap : 0);
    row->area->setMargins(margins);
    row->area->setVisible(channel.has_value());
    m_logic->setVisible(channel.has_value());
}

void LanePlot::addSamples(Row &row)
{
    row.ticker.reset(new SiTicker(row.lane == Lane::Current ? 5 : 3));
    row.decades.reset(new DecadeTicker);
    row.area->axis(QCPAxis::atLeft)->setTicker(row.ticker);
    row.trace = new SampleTrace(row.area->axis(QCPAxis::atBottom), row.area->axis(QCPAxis::atLeft), hueOf(row.lane));
    const double share = row.lane == Lane::Current ? 5 : row.lane == Lane::Power ? 2 : 1.2;
    plotLayout()->setRowStretchFactor(plotLayout()->rowCount() - 1, share);
}

void LanePlot::setWindow(TimeWindow *window)
{
    m_window = window;
    m_dirty = true;
}

void LanePlot::setStore(std::shared_ptr<const device_link::SampleView> store)
{
    m_store = std::move(store);
    for (Row &row : m_rows) {
        if (row.trace)
            row.trace->setSource(m_store, m_store ? channelOf(row.lane, *m_store) : 0);
    }
    showLogic();
    retranslate(); // which lanes the stream has nothing for
}

void LanePlot::setAxisClock(AxisClock *axis) { m_axis = axis; }

void LanePlot::setTimeline(const EventTimeline *timeline)
{
    m_timeline = timeline;
    if (m_radio)
        m_radio->setTimeline(timeline);
    if (m_tokens)
        m_tokens->setTimeline(timeline);
    m_overlay->setTimeline(timeline);
    m_dirty = true;
}

void LanePlot::setFacts(KitFacts *facts)
{
    if (m_facts)
        m_facts->disconnect(this);
    m_facts = facts;
    if (m_balance)
        m_balance->setFacts(facts);
    if (m_facts && m_balance) {
        connect(m_facts, &KitFacts::changed, this, [this] {
            const auto &steps = m_facts->balanceSteps();
            const std::int64_t newest = steps.isEmpty() ? 0 : steps.last().kitTimeNs;
            m_dirty = m_dirty || std::exchange(m_balanceAtNs, newest) != newest;
        });
    }
    m_dirty = true;
}

void LanePlot::setWallClock(const WallClock &clock)
{
    m_wallClock = clock;
    m_timeTicker->setClock(clock);
    m_dirty = true;
}

void LanePlot::setNote(const QString &note)
{
    m_overlay->setNote(note);
    m_dirty = true;
}

const SampleTrace *LanePlot::trace(Lane lane) const
{
    const auto row = std::ranges::find(m_rows, lane, &Row::lane);
    return row == m_rows.end() ? nullptr : row->trace;
}

QRect LanePlot::laneRect(Lane lane) const
{
    const auto row = std::ranges::find(m_rows, lane, &Row::lane);
    return row == m_rows.end() || !row->area->visible() ? QRect() : row->area->rect();
}

int LanePlot::exponent(Lane lane) const
{
    const auto row = std::ranges::find(m_rows, lane, &Row::lane);
    return row == m_rows.end() || !row->ticker ? 0 : row->ticker->exponent();
}

void LanePlot::setTimeRange()
{
    if (!m_window || m_rows.empty())
        return;
    const int pixels = std::max(1, m_rows.front().area->width());
    // The window moves in whole pixels: edges of columns stay where they are and nothing shimmers.
    const double step = static_cast<double>(m_window->spanNs()) / 1e9 / pixels;
    const double end = std::floor(static_cast<double>(m_window->endNs()) / 1e9 / step) * step;
    const QCPRange range(end - step * pixels, end);
    for (const Row &row : m_rows)
        row.area->axis(QCPAxis::atBottom)->setRange(range);
}

void LanePlot::drawFrame()
{
    if (!isVisible() || !m_window)
        return;
    const std::uint64_t end = m_store ? m_store->endIndex() : 0;
    if (m_axis)
        m_axis->follow();
    else if (end > 0)
        m_window->advance(m_store->kitTimeOf(end - 1));
    setTimeRange();
    if (m_hoverX) // what lies under the mouse changes when the window moves
        moveCursor(nsAtPixel(*m_hoverX));
    const QCPRange range = m_rows.front().area->axis(QCPAxis::atBottom)->range();
    const bool moved = range != m_drawnRange;
    const bool newData = end != m_drawnEnd && static_cast<double>(m_window->latestNs()) / 1e9 >= range.lower;
    if (!m_dirty && !moved && !newData)
        return;
    QElapsedTimer timer;
    timer.start();
    for (const Row &row : m_rows) {
        if (row.trace)
            row.trace->query();
    }
    if (fitValues())
        retranslate();
    const bool whole = !m_logic || m_logic->query();
    if (m_radio)
        m_radio->setLatest(m_window->latestNs());
    if (m_tokens)
        m_tokens->setLatest(m_window->latestNs());
    if (m_balance) {
        m_balance->setLatest(m_window->latestNs());
        m_balance->fit(range);
    }
    refreshCursors();
    m_dirty = !whole;
    m_drawnRange = range;
    m_drawnEnd = end;
    update();
    m_drawNs = timer.nsecsElapsed(); // paintEvent() adds its part
    Q_EMIT drawn();
}

/// Straight into the window. QCustomPlot would draw into a picture of its own, cleared and copied as a whole each time;
/// that costs as much as the trace.
void LanePlot::paintEvent(QPaintEvent *)
{
    QElapsedTimer timer;
    timer.start();
    if (!qFuzzyCompare(bufferDevicePixelRatio(), devicePixelRatioF())) { // another screen
        setBufferDevicePixelRatio(devicePixelRatioF());
        for (const Row &row : m_rows) {
            if (row.trace)
                row.trace->query();
        }
    }
    QCPPainter painter(this);
    QRegion around(rect());
    paintGrounds(painter);
    for (const Row &row : m_rows)
        around -= row.area->rect(); // they have a ground of their own
    for (const QRect &part : around)
        painter.fillRect(part, theme().surface);
    draw(&painter);
    if (const qint64 before = std::exchange(m_drawNs, -1); before >= 0) {
        m_meter.drawn(before + timer.nsecsElapsed());
        m_clock->report(before + timer.nsecsElapsed());
    }
}

/// A region's shade lies between ground and trace: then they cannot be one picture.
void LanePlot::paintGrounds(QPainter &painter)
{
    const bool shaded = m_band->isInView();
    for (const Row &row : m_rows) {
        if (!row.trace)
            continue;
        const LaneGround ground(*row.area);
        row.trace->render(shaded ? TraceGround() : ground.forTrace());
        ground.paint(painter, row.trace->covered());
    }
}

void LanePlot::changeEvent(QEvent *event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange) {
        restyle();
        drawFrame(); // not with the next frame: the rest of the window has its new colours now
    } else if (event->type() == QEvent::LanguageChange) {
        restyle();
        retranslate();
        drawFrame();
    }
}

void LanePlot::showEvent(QShowEvent *event)
{
    QCustomPlot::showEvent(event);
    drawFrame(); // what it showed when it was last seen may be old
}

void LanePlot::resizeEvent(QResizeEvent *event)
{
    QCustomPlot::resizeEvent(event);
    m_dirty = true;
    drawFrame();
}

} // namespace widgets
