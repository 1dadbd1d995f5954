// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/power_panel.h"

#include "widgets/battery/battery_card.h"
#include "widgets/common/card.h"
#include "widgets/common/chip.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/focus_handover.h"
#include "widgets/common/scroll_down.h"
#include "widgets/common/segmented.h"
#include "widgets/common/text_label.h"
#include "widgets/compare/compare_window.h"
#include "widgets/kit/axis_clock.h"
#include "widgets/kit/follow_switch.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/meter/meter_bar.h"
#include "widgets/power/lane_readouts.h"
#include "widgets/power/logic_lane.h"
#include "widgets/power/mark_tables.h"
#include "widgets/power/region_details.h"
#include "widgets/power/sample_trace.h"
#include "widgets/power/trigger_bar.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace widgets {
namespace {

const QList<Lane> &lanesShown()
{
    static const QList<Lane> lanes{
        Lane::Current, Lane::Power, Lane::Voltage, Lane::Charge, Lane::Logic, Lane::Radio, Lane::Tokens, Lane::Balance};
    return lanes;
}

constexpr int kMinPlotHeight = 380; ///< what the figures beside the lanes need
constexpr int kFiguresMs = 200;
constexpr int kQuietFiguresMs = 1000;

} // namespace

PowerPanel::PowerPanel(FrameClock *clock, QWidget *parent)
    : QWidget(parent)
    , m_follow(new FollowSwitch(this))
    , m_span(new Segmented(int(kSpans.size()) + 1, this))
    , m_makeRegion(new QPushButton(this))
    , m_makeCursor(new QPushButton(this))
    , m_showTrigger(new QPushButton(this))
    , m_more(new QToolButton(this))
    , m_run(new QPushButton(this))
    , m_rate(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_reduced(new Chip(this))
    , m_lost(new Chip(this))
    , m_banner(new ErrorBanner(this))
    , m_exportBanner(new ErrorBanner(this))
    , m_meterCard(new Card(this))
    , m_meter(new MeterBar(this))
    , m_triggerCard(new Card(this))
    , m_trigger(new TriggerBar(this))
    , m_card(new Card(this))
    , m_plot(new LanePlot(lanesShown(), clock, this))
    , m_readouts(new LaneReadouts(m_plot, lanesShown(), this))
    , m_statsCard(new Card(this))
    , m_tables(new MarkTables(this))
    , m_region(new RegionDetails(this))
    , m_battery(new BatteryCard(this))
{
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(12);
    inner->addLayout(makeToolbar());
    inner->addWidget(m_banner);
    inner->addWidget(m_exportBanner);
    inner->addWidget(m_meterCard);
    inner->addWidget(m_triggerCard);
    inner->addWidget(m_card, 1);
    inner->addWidget(m_statsCard);
    inner->addWidget(m_battery);
    auto *lanes = new QHBoxLayout;
    lanes->setSpacing(6);
    lanes->addWidget(m_plot, 1);
    lanes->addWidget(m_readouts);
    m_card->body()->addLayout(lanes, 1);
    m_triggerCard->body()->addWidget(m_trigger);
    for (Card *bar : {m_meterCard, m_triggerCard})
        bar->setLow();
    m_triggerCard->hide();
    m_meterCard->body()->addWidget(m_meter);
    m_meterCard->hide();
    connect(m_meter, &MeterBar::neededChanged, this, [this] { m_meterCard->setVisible(m_meter->isNeeded()); });
    m_statsCard->body()->addWidget(m_tables);
    m_statsCard->body()->addWidget(m_region);
    m_plot->setMinimumHeight(kMinPlotHeight);
    m_stack = new OfferedStack(device_link::Capability::PowerSource, new ScrollLines(content, this), this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    handFocusTo(this, m_plot);
    connectParts();
    connectRegion();
    connectEstimates();
    connect(clock, &FrameClock::frame, this, [this] {
        if (!std::exchange(m_regionMoved, false))
            return;
        if (!isVisible())
            return m_region->refreshIfOther();
        m_tables->refreshSelected();
        m_region->refresh();
    });
    retranslate();
    refreshWindow();
}

void PowerPanel::connectParts()
{
    m_figures.setInterval(kFiguresMs);
    connect(&m_figures, &QTimer::timeout, this, &PowerPanel::refreshFigures);
    m_figures.start();
    connect(m_plot, &LanePlot::cursorMoved, m_readouts, &LaneReadouts::refresh);
    connect(m_span, &Segmented::chosen, this, &PowerPanel::chooseSpan);
    connect(m_run, &QPushButton::clicked, this, &PowerPanel::startOrStop);
    connect(m_banner, &ErrorBanner::actionTriggered, this, [this] {
        if (m_kit)
            m_kit->startPower();
    });
}

void PowerPanel::connectRegion()
{
    connect(m_makeRegion, &QPushButton::clicked, this, [this] {
        addRegion();
        m_plot->setFocus(Qt::OtherFocusReason); // whose keys move its edges
    });
    connect(m_makeCursor, &QPushButton::clicked, this, [this] {
        addCursor();
        m_plot->setFocus(Qt::OtherFocusReason);
    });
    connect(m_showTrigger, &QPushButton::toggled, this, [this](bool shown) {
        showTriggerState();
        if (shown)
            m_trigger->focusFirst();
    });
    connect(m_trigger, &TriggerBar::stateChanged, this, &PowerPanel::showTriggerState);
    connect(m_tables, &MarkTables::focusLeft, m_plot, [this] {
        const QWidget *now = QApplication::focusWidget(); // another one was chosen: the palette, a search field
        if (!now || m_tables->isAncestorOf(now))
            m_plot->setFocus(Qt::OtherFocusReason);
    });
    connect(m_region, &RegionDetails::refreshed, this, &PowerPanel::showRegions);
    connect(m_region, &RegionDetails::exportStarted, this, [this] {
        m_exportProblem.clear();
        refreshExportBanner();
    });
    connect(m_region, &RegionDetails::exportFailed, this, [this](const device_link::Error &error) {
        m_exportProblem = error.detail();
        refreshExportBanner();
    });
    connect(m_exportBanner, &ErrorBanner::actionTriggered, m_region, &RegionDetails::exportSamples);
}

void PowerPanel::refreshExportBanner()
{
    if (m_exportProblem.isEmpty())
        return m_exportBanner->clear();
    m_exportBanner->showMessage(ErrorBanner::Severity::Error, tr("The samples were not saved."),
        tr("No file was left behind. Choose another folder or make room."), m_exportProblem, tr("Save elsewhere…"));
}

/// The axis goes on over a stop: probes, answers and the balance are on it too.
void PowerPanel::startOrStop()
{
    const auto power = m_kit ? m_kit->session()->powerSource() : nullptr;
    if (!power)
        return;
    if (power->running())
        return m_kit->stopPower();
    m_kit->window()->setFollowing(true); // for what comes
    m_kit->startPower();
}

void PowerPanel::addRegion() { m_plot->addRegion(); }

void PowerPanel::showTrigger()
{
    if (!m_showTrigger->isEnabled())
        return;
    m_showTrigger->setChecked(true);
    m_trigger->focusFirst();
}

bool PowerPanel::canTrigger() const { return m_showTrigger->isEnabled(); }

void PowerPanel::addCursor() { m_plot->addCursor(); }

void PowerPanel::addNote()
{
    const RegionModel *regions = m_tables->regions()->regions();
    const CursorModel *cursors = m_tables->cursors()->cursors();
    const bool chosen = (regions && regions->selectedRow() >= 0) || (cursors && cursors->selectedRow() >= 0);
    if (!chosen)
        addCursor();
    m_tables->writeNote();
}

void PowerPanel::showRegions() { m_plot->setRegionCaptions(m_tables->captions()); }

void PowerPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && m_region->report())
        m_region->copy();
    else if (event->matches(QKeySequence::Undo))
        m_plot->undo();
    else if (event->matches(QKeySequence::Redo))
        m_plot->redo();
    else if (event->key() == Qt::Key_N && event->modifiers() == Qt::NoModifier)
        addNote();
    else
        QWidget::keyPressEvent(event);
}

void PowerPanel::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->window()->disconnect(this);
        m_regions->disconnect(this);
    }
    m_kit = std::move(kit);
    m_regions = m_kit ? m_kit->model<RegionModel>() : nullptr;
    m_plot->setAxisClock(m_kit ? m_kit->model<AxisClock>() : nullptr);
    m_plot->setRegions(m_regions);
    m_plot->setCursors(m_kit ? m_kit->model<CursorModel>() : nullptr);
    m_tables->setKit(m_kit);
    m_trigger->setWatch(m_kit ? m_kit->model<TriggerWatch>() : nullptr);
    m_meter->setKit(m_kit);
    m_region->setKit(m_kit);
    m_battery->setKit(m_kit);
    if (m_compare)
        m_compare->setKit(m_kit);
    m_exportProblem.clear();
    refreshExportBanner();
    m_plot->setWindow(m_kit ? m_kit->window() : nullptr);
    m_follow->setKit(m_kit.get());
    m_plot->setTimeline(m_kit ? m_kit->timeline() : nullptr);
    m_plot->setFacts(m_kit ? m_kit->facts() : nullptr);
    m_readouts->setKit(m_kit);
    m_stack->setSession(m_kit ? m_kit->session() : nullptr);
    if (m_kit)
        connectKit();
    refreshSource();
    refreshRate();
    refreshWindow();
}

void PowerPanel::connectKit()
{
    connect(m_kit.get(), &KitContext::storeChanged, this, &PowerPanel::refreshSource);
    connect(m_kit.get(), &KitContext::powerChanged, this, &PowerPanel::refreshRate);
    connect(m_kit.get(), &KitContext::stateChanged, this, &PowerPanel::refreshRate);
    connect(m_kit.get(), &KitContext::wallClockChanged, this, [this] { m_plot->setWallClock(m_kit->wallClock()); });
    connect(m_regions, &RegionModel::changed, this, [this] { m_regionMoved = true; });
    connect(m_kit->window(), &TimeWindow::followingChanged, this, &PowerPanel::refreshWindow);
    connect(m_kit->window(), &TimeWindow::followingChanged, this, &PowerPanel::refreshFigures);
    connect(m_kit->window(), &TimeWindow::changed, this, &PowerPanel::refreshWindow);
    m_plot->setWallClock(m_kit->wallClock());
}

void PowerPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

void PowerPanel::retranslate()
{
    m_card->setAccessibleName(tr("Power over time"));
    m_triggerCard->setAccessibleName(tr("Trigger"));
    m_statsCard->setAccessibleName(tr("Statistics of the view and of the regions"));
    retranslateToolbar();
    m_trigger->retranslate();
    m_meterCard->setAccessibleName(tr("Power meter"));
    m_meter->retranslate();
    m_region->retranslate();
    m_battery->retranslate();
    refreshExportBanner();
    m_readouts->retranslate();
    m_tables->retranslate();
    refreshRate();
    refreshFigures();
}

void PowerPanel::refreshSource()
{
    const auto store = m_kit ? m_kit->store() : nullptr;
    m_plot->setStore(store);
    m_plot->setMinimumHeight(kMinPlotHeight + (m_plot->hasLogic() ? LogicLane::kHeight : 0));
    refreshRate();
}

QString PowerPanel::rateText() const { return m_reduced->text().isEmpty() ? m_rate->text() : m_reduced->text(); }

void PowerPanel::refreshRate()
{
    const auto power = m_kit ? m_kit->session()->powerSource() : nullptr;
    const bool running = power && power->running();
    m_run->setText(running ? tr("Stop") : tr("Start"));
    // A stream of a kit that is away can be stopped, so that it does not begin again with it; not started.
    const bool connected = m_kit && m_kit->session()->state() == device_link::SessionState::Connected;
    const bool replay = m_kit && m_kit->session()->isReplay();
    m_run->setEnabled(power && (running || connected));
    m_run->setVisible(!replay); // a recording measures nothing
    const device_link::StreamGrant grant = power ? power->grant() : device_link::StreamGrant{};
    QString reduced;
    if (running && grant.reduced()) {
        const Quantity asked = rate(grant.requestedHz);
        const Quantity granted = rate(grant.rateHz);
        reduced = tr("asked %1, granted %2: %3").arg(text(asked), text(granted), grantReasonWord(grant.reason));
    }
    // What a meter calls voltage was never measured, and power and energy follow from it. A meter's bar says so itself.
    if (replay && reduced.isEmpty() && m_kit->session()->voltageIsSet())
        reduced = tr("%1, set voltage").arg(text(rate(grant.rateHz)));
    m_reduced->setToolTip(
        replay ? tr("The voltage is the one set on the meter, not measured; so is what follows from it") : QString());
    m_reduced->setState(reduced, ChipTone::Warn);
    m_rate->setText(!running && !replay ? tr("stopped")
            : !connected && !replay     ? tr("waits for the kit")
            : reduced.isEmpty()         ? text(rate(grant.rateHz))
                                        : QString());
    const bool empty = !m_kit || !m_kit->store();
    m_plot->setNote(empty ? tr("No samples yet. Start the stream to see them.") : QString());
    if (m_kit && m_kit->powerError())
        m_banner->showError(*m_kit->powerError(), tr("Start again"));
    else
        m_banner->clear();
}

void PowerPanel::refreshFigures()
{
    // Without samples the view goes on by long steps, and so does what is told of it.
    const bool quiet = m_kit && !m_kit->measuring() && m_kit->window()->following();
    if (const int interval = quiet ? kQuietFiguresMs : kFiguresMs; interval != m_figures.interval())
        m_figures.setInterval(interval);
    if (!isVisible())
        return;
    const auto store = m_kit ? m_kit->store() : nullptr;
    m_readouts->refresh();
    m_tables->refresh();
    m_region->refresh();
    const auto lost = store ? static_cast<qint64>(store->lostSamples()) : 0;
    m_lost->setState(lost > 0 ? tr("%1 samples lost").arg(integer(lost)) : QString(), ChipTone::Error);
}

void PowerPanel::refreshWindow()
{
    if (!m_kit) {
        m_span->setCurrent(2);
        return;
    }
    int index = -1;
    for (int i = 0; i < int(kSpans.size()); ++i) {
        if (kSpans.at(static_cast<std::size_t>(i)) == m_kit->window()->spanNs())
            index = i;
    }
    if (index != m_span->current())
        m_span->setCurrent(index);
}

void PowerPanel::chooseSpan(int index)
{
    const auto store = m_kit ? m_kit->store() : nullptr;
    if (!m_kit)
        return;
    if (index < int(kSpans.size())) {
        m_kit->window()->setSpan(kSpans.at(static_cast<std::size_t>(index)));
    } else if (store && store->endIndex() > store->beginIndex()) {
        m_kit->window()->showAll(store->kitTimeOf(store->beginIndex()), store->kitTimeOf(store->endIndex()));
    }
}

} // namespace widgets
