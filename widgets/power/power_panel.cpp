// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/power_panel.h"

#include "widgets/common/card.h"
#include "widgets/common/chip.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/focus_handover.h"
#include "widgets/common/icons.h"
#include "widgets/common/scroll_down.h"
#include "widgets/common/segmented.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/kit/axis_clock.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/power/lane_readouts.h"
#include "widgets/power/region_details.h"
#include "widgets/power/sample_trace.h"
#include "widgets/power/view_stats.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>

#include <array>
#include <utility>

namespace widgets {
namespace {

const QList<Lane> &lanesShown()
{
    static const QList<Lane> lanes{Lane::Current, Lane::Power, Lane::Voltage, Lane::Radio, Lane::Tokens, Lane::Balance};
    return lanes;
}

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::array<std::int64_t, 5> kSpans{kSecond, 5 * kSecond, 20 * kSecond, 60 * kSecond, 600 * kSecond};
constexpr int kAll = static_cast<int>(kSpans.size());
constexpr int kMinPlotHeight = 380; ///< what the figures beside the lanes need

} // namespace

PowerPanel::PowerPanel(FrameClock *clock, QWidget *parent)
    : QWidget(parent)
    , m_follow(new Segmented(2, this))
    , m_span(new Segmented(kAll + 1, this))
    , m_makeRegion(new QPushButton(this))
    , m_run(new QPushButton(this))
    , m_rate(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_reduced(new Chip(this))
    , m_lost(new Chip(this))
    , m_banner(new ErrorBanner(this))
    , m_exportBanner(new ErrorBanner(this))
    , m_card(new Card(this))
    , m_plot(new LanePlot(lanesShown(), clock, this))
    , m_readouts(new LaneReadouts(m_plot, lanesShown(), this))
    , m_statsCard(new Card(this))
    , m_stats(new ViewStats(this))
    , m_region(new RegionDetails(this))
{
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(12);
    inner->addLayout(makeToolbar());
    inner->addWidget(m_banner);
    inner->addWidget(m_exportBanner);
    inner->addWidget(m_card, 1);
    inner->addWidget(m_statsCard);
    auto *lanes = new QHBoxLayout;
    lanes->setSpacing(6);
    lanes->addWidget(m_plot, 1);
    lanes->addWidget(m_readouts);
    m_card->body()->addLayout(lanes, 1);
    m_statsCard->body()->addWidget(m_stats);
    m_statsCard->body()->addWidget(m_region);
    m_plot->setMinimumHeight(kMinPlotHeight);
    m_stack = new OfferedStack(device_link::Capability::PowerSource, new ScrollLines(content, this), this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    handFocusTo(this, m_plot);
    connectParts();
    connectRegion();
    connect(clock, &FrameClock::frame, this, [this] {
        if (std::exchange(m_regionMoved, false) && isVisible())
            m_region->refresh();
    });
    retranslate();
    refreshWindow();
}

QHBoxLayout *PowerPanel::makeToolbar()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(m_follow);
    bar->addWidget(m_span);
    m_makeRegion->setProperty("kind", QStringLiteral("quiet"));
    m_makeRegion->setProperty("compact", true);
    m_makeRegion->setObjectName(QStringLiteral("makeRegion"));
    bar->addWidget(m_makeRegion);
    bar->addStretch();
    bar->addWidget(m_lost);
    bar->addWidget(m_reduced);
    bar->addWidget(m_rate);
    m_run->setProperty("compact", true);
    bar->addWidget(m_run);
    return bar;
}

void PowerPanel::connectParts()
{
    m_figures.setInterval(200);
    connect(&m_figures, &QTimer::timeout, this, &PowerPanel::refreshFigures);
    m_figures.start();
    connect(m_plot, &LanePlot::cursorMoved, this, &PowerPanel::refreshFigures);
    connect(m_follow, &Segmented::chosen, this, [this](int index) {
        if (m_kit)
            m_kit->window()->setFollowing(index == 1);
    });
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
        selectView();
        m_plot->setFocus(Qt::OtherFocusReason); // whose keys move its edges
    });
    connect(m_region, &RegionDetails::refreshed, this, &PowerPanel::showRegion);
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

/// A stopped stream is for looking at what came; a started one, for what comes.
void PowerPanel::startOrStop()
{
    const auto power = m_kit ? m_kit->session()->powerSource() : nullptr;
    if (!power)
        return;
    const bool stop = power->running();
    m_kit->window()->setFollowing(!stop);
    if (stop)
        m_kit->stopPower();
    else
        m_kit->startPower();
}

void PowerPanel::selectView() { m_plot->selectView(); }

void PowerPanel::showRegion()
{
    const RegionReport *report = m_region->report();
    m_stats->setRegion(report ? &report->stats : nullptr);
    if (!report)
        return m_plot->setRegionCaption({}, {});
    const auto &energy = report->stats.energy;
    QString joules = energy && energy->energyJ ? text(costEnergy(*energy->energyJ)) : QString();
    if (!joules.isEmpty() && !report->stats.complete())
        joules += u' ' + tr("incomplete");
    m_plot->setRegionCaption(
        joules, text(si(static_cast<double>(report->region.lengthNs()) / 1e9, QStringLiteral("s"), 4)));
}

void PowerPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && m_region->report())
        m_region->copy();
    else if (event->key() == Qt::Key_Escape && m_region->report() && !m_region->samplesExport()->running())
        m_region->remove();
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
    m_region->setKit(m_kit);
    m_exportProblem.clear();
    refreshExportBanner();
    m_plot->setWindow(m_kit ? m_kit->window() : nullptr);
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
    m_follow->setLabel(0, tr("Hold"));
    m_follow->setLabel(1, tr("Follow"));
    const QStringList spans{QStringLiteral("1 s"), QStringLiteral("5 s"), QStringLiteral("20 s"),
        QStringLiteral("1 min"), QStringLiteral("10 min")};
    for (int i = 0; i < kAll; ++i)
        m_span->setLabel(i, spans.at(i));
    m_span->setLabel(kAll, tr("All"));
    m_card->setAccessibleName(tr("Power over time"));
    m_statsCard->setAccessibleName(tr("Statistics of the view and of the region"));
    m_makeRegion->setText(tr("Region"));
    m_makeRegion->setIcon(icon(QStringLiteral("plus"), theme().text2));
    m_makeRegion->setToolTip(tr("Measure what is shown (R); or drag over the graph"));
    m_region->retranslate();
    refreshExportBanner();
    m_readouts->retranslate();
    m_stats->retranslate();
    refreshRate();
    refreshFigures();
}

void PowerPanel::refreshSource()
{
    const auto store = m_kit ? m_kit->store() : nullptr;
    m_plot->setStore(store);
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
    m_run->setEnabled(power && (running || connected));
    const device_link::StreamGrant grant = power ? power->grant() : device_link::StreamGrant{};
    QString reduced;
    if (running && grant.reduced()) {
        const Quantity asked = rate(grant.requestedHz);
        const Quantity granted = rate(grant.rateHz);
        reduced = tr("asked %1, granted %2: %3").arg(text(asked), text(granted), grantReasonWord(grant.reason));
    }
    // What a meter calls voltage was never measured, and power and energy follow from it.
    if (running && reduced.isEmpty() && m_kit->session()->powerMeter())
        reduced = tr("%1, voltage as set on the meter").arg(text(rate(grant.rateHz)));
    m_reduced->setState(reduced, ChipTone::Warn);
    m_rate->setText(!running ? tr("stopped") : reduced.isEmpty() ? text(rate(grant.rateHz)) : QString());
    const bool empty = !m_kit || !m_kit->store();
    m_plot->setNote(empty ? tr("No samples yet. Start the stream to see them.") : QString());
    if (m_kit && m_kit->powerError())
        m_banner->showError(*m_kit->powerError(), tr("Start again"));
    else
        m_banner->clear();
}

void PowerPanel::refreshFigures()
{
    if (!isVisible())
        return;
    const auto store = m_kit ? m_kit->store() : nullptr;
    m_readouts->refresh();
    const auto [first, last] = m_plot->trace(Lane::Current)->indexRange();
    m_stats->setView(store.get(), first, last);
    m_region->refresh();
    const auto lost = store ? static_cast<qint64>(store->lostSamples()) : 0;
    m_lost->setState(lost > 0 ? tr("%1 samples lost").arg(integer(lost)) : QString(), ChipTone::Error);
}

void PowerPanel::refreshWindow()
{
    if (!m_kit) {
        m_follow->setCurrent(1);
        m_span->setCurrent(2);
        return;
    }
    m_follow->setCurrent(m_kit->window()->following() ? 1 : 0);
    int index = -1;
    for (int i = 0; i < kAll; ++i) {
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
    if (index < kAll) {
        m_kit->window()->setSpan(kSpans.at(static_cast<std::size_t>(index)));
    } else if (store && store->endIndex() > store->beginIndex()) {
        m_kit->window()->setRange(store->kitTimeOf(store->beginIndex()), store->kitTimeOf(store->endIndex() - 1));
    }
}

} // namespace widgets
