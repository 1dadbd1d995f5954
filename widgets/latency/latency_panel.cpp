// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/latency/latency_panel.h"

#include "widgets/common/card.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/focus_handover.h"
#include "widgets/common/keep_clear.h"
#include "widgets/common/save_as.h"
#include "widgets/common/scroll_down.h"
#include "widgets/common/segmented.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/follow_switch.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/latency/latency_feed.h"
#include "widgets/latency/latency_legend.h"
#include "widgets/latency/probe_csv.h"
#include "widgets/latency/probe_lanes.h"
#include "widgets/latency/tier_row.h"
#include "widgets/latency/waterfall_card.h"
#include "widgets/text/units.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace widgets {

using device_link::ComputeTier;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::array<std::int64_t, 3> kSpans{20 * kSecond, 60 * kSecond, 600 * kSecond};
constexpr int kAll = static_cast<int>(kSpans.size());

} // namespace

LatencyPanel::LatencyPanel(FrameClock *clock, QWidget *parent)
    : QWidget(parent)
    , m_follow(new FollowSwitch(this))
    , m_span(new Segmented(kAll + 1, this))
    , m_interval(new QComboBox(this))
    , m_run(new QPushButton(this))
    , m_note(new TextLabel(TextRole::Caption, Tone::Text3, this))
    , m_copy(new QPushButton(this))
    , m_export(new QPushButton(this))
    , m_banner(new ErrorBanner(this))
    , m_card(new Card(this))
    , m_legend(new LatencyLegend(this))
    , m_over(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_stats(new Segmented(3, this))
    , m_rows{}
    , m_axis(new ProbeTimeAxis(clock, this))
    , m_count(new TextLabel(TextRole::Caption, Tone::Text3, this))
    , m_waterfall(new WaterfallCard(this))
{
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(12);
    inner->addLayout(makeToolbar());
    inner->addWidget(m_banner);
    fillCard(clock);
    inner->addWidget(m_card, 3);
    inner->addWidget(m_waterfall, 1);
    m_stack = new OfferedStack(device_link::Capability::LatencyProbe, new ScrollLines(content, this), this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    handFocusTo(this, m_run);
    connectParts();
    retranslate();
    refreshWindow();
}

QLayout *LatencyPanel::makeToolbar()
{
    m_run->setObjectName(QStringLiteral("runAll"));
    m_interval->setObjectName(QStringLiteral("interval"));
    m_copy->setObjectName(QStringLiteral("copy"));
    m_export->setObjectName(QStringLiteral("export"));
    m_stats->setObjectName(QStringLiteral("statsSpan"));
    m_run->setProperty("kind", QStringLiteral("primary"));
    m_run->setProperty("compact", true);
    m_note->setWordWrap(true);
    for (QPushButton *button : {m_copy, m_export})
        button->setProperty("compact", true);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(m_follow);
    bar->addWidget(m_span);
    bar->addWidget(m_interval);
    bar->addWidget(m_run);
    bar->addStretch();
    bar->addWidget(m_copy);
    bar->addWidget(m_export);
    return bar;
}

void LatencyPanel::fillCard(FrameClock *clock)
{
    m_card->titleRow()->insertWidget(2, m_legend);
    m_card->titleRow()->addWidget(m_over);
    m_card->titleRow()->addWidget(m_stats);
    m_card->body()->setSpacing(10);
    for (const ComputeTier tier : LatencyFeed::kTiers) {
        auto *row = new TierRow(tier, clock, m_card);
        setTourTarget(row, {QStringLiteral("latency")});
        m_rows.at(static_cast<std::size_t>(tier)) = row;
        m_card->body()->addWidget(row, 1);
    }
    auto *under = new QHBoxLayout;
    under->setSpacing(0);
    m_note->setFixedWidth(kFiguresWidth);
    under->addWidget(m_note, 0, Qt::AlignTop);
    under->addWidget(m_axis, 1, Qt::AlignTop);
    under->addSpacing(14);
    m_count->setFixedWidth(kHistogramWidth);
    under->addWidget(m_count, 0, Qt::AlignTop);
    m_card->body()->addLayout(under);
}

void LatencyPanel::connectParts()
{
    connect(m_span, &Segmented::chosen, this, &LatencyPanel::chooseSpan);
    connect(m_run, &QPushButton::clicked, this, &LatencyPanel::toggleProbing);
    connect(m_copy, &QPushButton::clicked, this, &LatencyPanel::copy);
    connect(m_export, &QPushButton::clicked, this, &LatencyPanel::exportProbes);
    connect(m_interval, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (m_feed && index >= 0)
            m_feed->setIntervalMs(LatencyFeed::kIntervalsMs.at(static_cast<std::size_t>(index)));
    });
    connect(m_stats, &Segmented::chosen, this, [this](int index) {
        if (m_feed)
            m_feed->setSpan(static_cast<StatsSpan>(index));
    });
    connect(m_banner, &ErrorBanner::actionTriggered, this, [this] {
        if (!m_saveProblem.isEmpty())
            exportProbes();
        else if (m_feed)
            m_feed->startAll();
    });
    for (TierRow *row : m_rows) {
        connect(row->lanes(), &TimePlot::cursorMoved, this, [this](std::optional<std::int64_t> axisNs) {
            for (TierRow *each : m_rows)
                each->lanes()->setCursor(axisNs);
        });
    }
}

void LatencyPanel::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->window()->disconnect(this);
        m_feed->disconnect(this);
    }
    m_kit = std::move(kit);
    m_feed = m_kit ? m_kit->model<LatencyFeed>() : nullptr;
    m_saveProblem.clear();
    for (TierRow *row : m_rows)
        row->setKit(m_kit);
    m_axis->setKit(m_kit);
    m_waterfall->setKit(m_kit);
    m_follow->setKit(m_kit.get());
    m_stack->setSession(m_kit ? m_kit->session() : nullptr);
    if (m_kit)
        connectKit();
    refreshFigures();
    refreshRunning();
    refreshWindow();
}

void LatencyPanel::connectKit()
{
    connect(m_kit.get(), &KitContext::stateChanged, this, &LatencyPanel::refreshRunning);
    connect(m_kit->window(), &TimeWindow::followingChanged, this, &LatencyPanel::refreshWindow);
    connect(m_kit->window(), &TimeWindow::changed, this, &LatencyPanel::refreshWindow);
    connect(m_feed, &LatencyFeed::statsChanged, this, &LatencyPanel::refreshFigures);
    connect(m_feed, &LatencyFeed::runningChanged, this, &LatencyPanel::refreshRunning);
    connect(m_feed, &LatencyFeed::errorChanged, this, &LatencyPanel::refreshError);
    connect(m_feed, &LatencyFeed::recordingTaken, this, [this] {
        for (TierRow *row : m_rows)
            row->lanes()->touch();
        refreshRunning();
    });
    connect(m_feed, &LatencyFeed::probed, this, [this](ComputeTier tier) {
        TierRow *row = m_rows.at(static_cast<std::size_t>(tier));
        row->lanes()->touch();
        if (m_feed->history(tier).probes().size() == 1)
            row->refreshRunning();
    });
    m_stats->setCurrent(static_cast<int>(m_feed->span()));
    const auto interval = std::ranges::find(LatencyFeed::kIntervalsMs, m_feed->intervalMs());
    m_interval->setCurrentIndex(static_cast<int>(interval - LatencyFeed::kIntervalsMs.begin()));
}

void LatencyPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

void LatencyPanel::refreshFigures()
{
    double reach = 0;
    qsizetype most = 0;
    for (const ComputeTier tier : LatencyFeed::kTiers) {
        if (!m_feed)
            continue;
        reach = std::max(reach, reachOf(m_feed->stats(tier)));
        most = std::max<qsizetype>(most, m_feed->stats(tier).sent);
    }
    // Grows at once, shrinks only when much less is used: the lanes stand still while figures change.
    if (reach > 0 && (reach > m_scale.rttHigh || niceHigh(reach) < 0.6 * m_scale.rttHigh))
        m_scale.rttHigh = niceHigh(reach);
    for (TierRow *row : m_rows) {
        LatencyScale scale = m_scale;
        scale.coreHigh = 1.3 * device_link::tierPromiseMs(row->tier());
        row->setScale(scale);
        row->refresh();
    }
    m_count->setText(most == 0 ? QString() : tr("up to %1 probes a tier").arg(integer(most)));
    m_export->setEnabled(canExport());
    m_copy->setEnabled(canExport());
    const bool replay = m_feed && m_feed->isReplay();
    m_export->setToolTip(canExport() ? tr("Save every probe as CSV")
            : replay                 ? tr("This recording holds no probes")
                                     : tr("No probes yet"));
}

void LatencyPanel::refreshWindow()
{
    const std::int64_t span = m_kit ? m_kit->window()->spanNs() : 0;
    const auto found = std::ranges::find(kSpans, span);
    const int index = found == kSpans.end() ? -1 : static_cast<int>(found - kSpans.begin());
    if (index != m_span->current())
        m_span->setCurrent(index);
}

void LatencyPanel::chooseSpan(int index)
{
    if (!m_kit)
        return;
    if (index < kAll)
        return m_kit->window()->setSpan(kSpans.at(static_cast<std::size_t>(index)));
    const std::uint32_t boot = axisBoot(*m_kit);
    std::optional<std::int64_t> first;
    std::int64_t last = 0;
    for (const ComputeTier tier : LatencyFeed::kTiers) {
        const ProbeHistory &history = m_feed->history(tier);
        const std::size_t place = history.lowerBound(boot, 0);
        if (place >= history.probes().size())
            continue;
        first = std::min(first.value_or(history.probes()[place].sentNs), history.probes()[place].sentNs);
        last = std::max(last, history.probes().back().sentNs);
    }
    if (first)
        m_kit->window()->setRange(*first - kSecond / 2, last + kSecond / 2);
    refreshWindow();
}

void LatencyPanel::toggleProbing()
{
    if (!m_feed || !m_run->isEnabled())
        return;
    if (m_feed->running())
        m_feed->stopAll();
    else
        m_feed->startAll();
}

bool LatencyPanel::probing() const { return m_feed && m_feed->running(); }

void LatencyPanel::stopProbing()
{
    if (m_feed)
        m_feed->stopAll();
}

bool LatencyPanel::canExport() const
{
    return m_feed && std::ranges::any_of(LatencyFeed::kTiers, [this](ComputeTier tier) {
        return !m_feed->history(tier).probes().empty();
    });
}

void LatencyPanel::copy()
{
    if (canExport())
        QGuiApplication::clipboard()->setText(m_feed->plainText());
}

void LatencyPanel::exportProbes()
{
    if (!canExport())
        return;
    SaveAs what;
    what.title = tr("Export probes");
    what.fileName = QStringLiteral("latency-probes.csv");
    what.filter = tr("CSV (*.csv)");
    what.contents = [this] { return m_kit ? probeCsv(*m_kit, *m_feed) : QByteArray(); };
    what.done = [this](const QString &, const QString &problem) {
        m_saveProblem = problem;
        refreshError();
    };
    saveAs(this, std::move(what));
}

} // namespace widgets
