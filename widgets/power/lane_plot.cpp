// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/lane_plot.h"

#include "profiles/energy/energy_stats.h"
#include "widgets/common/theme.h"
#include "widgets/kit/axis_clock.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/power/balance_lane.h"
#include "widgets/power/charge_lane.h"
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
        addRow(lane);
    layOutRows();
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
        row.range.forget(); // what another kit measured
    }
    if (m_charge)
        m_charge->setSampleSeconds(m_store ? profiles::sampleSeconds(*m_store).value_or(0) : 0);
    layOutRows();
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
    m_note = note;
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

QString LanePlot::note() const { return m_overlay->note(); }

/// What the owner says, else why a view is empty though there are samples.
QString LanePlot::noteOfView() const
{
    const bool any = m_store && m_store->endIndex() > m_store->beginIndex();
    if (!m_note.isEmpty() || !any)
        return m_note;
    const bool seen = m_store->kitTimeOf(m_store->endIndex() - 1) >= m_window->beginNs()
        && m_store->kitTimeOf(m_store->beginIndex()) <= m_window->endNs();
    return seen ? QString() : tr("Nothing was measured in this stretch. F shows all that was.");
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
    if (m_dirty || newData || !m_axis || !m_axis->isQuiet())
        m_clock->drew();
    QElapsedTimer timer;
    timer.start();
    for (const Row &row : m_rows) {
        if (row.trace)
            row.trace->query();
    }
    if (m_charge)
        m_charge->query();
    if (fitValues())
        retranslate();
    const bool whole = !m_logic || m_logic->query();
    // The last event of a recording is older than its last sample.
    const std::int64_t newest = end > 0 ? m_store->kitTimeOf(end - 1) : 0;
    for (LaneMark *mark : std::initializer_list<LaneMark *>{m_radio, m_tokens, m_balance}) {
        if (mark)
            mark->setLatest(std::max(newest, m_window->latestNs()));
    }
    if (m_balance)
        m_balance->fit(range);
    refreshCursors();
    m_overlay->setNote(noteOfView());
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
        if (m_charge)
            m_charge->query();
    }
    QCPPainter painter(this);
    QRegion around(rect());
    paintGrounds(painter);
    for (const Row &row : m_rows) {
        if (row.area->visible())
            around -= row.area->rect(); // they have a ground of their own
    }
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
        if (!row.trace || !row.area->visible())
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
    if (m_charge && m_charge->visible() != isLaneShown(Lane::Charge)) {
        layOutRows();
        retranslate();
    }
    m_dirty = true;
    drawFrame();
}

} // namespace widgets
