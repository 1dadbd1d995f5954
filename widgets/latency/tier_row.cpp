// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/latency/tier_row.h"

#include "widgets/common/number_label.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/latency/probe_histogram.h"
#include "widgets/latency/probe_lanes.h"
#include "widgets/text/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

namespace widgets {

using device_link::ComputeTier;

namespace {

QString sentenceCase(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString ms(const std::optional<double> &value, int figures = 3)
{
    return value ? significant(*value, figures) : QString(kEmDash);
}

} // namespace

TierRow::TierRow(ComputeTier tier, FrameClock *clock, QWidget *parent)
    : QWidget(parent)
    , m_tier(tier)
    , m_name(new TextLabel(TextRole::BodyStrong, Tone::Text, this))
    , m_run(new QPushButton(this))
    , m_p50(new NumberLabel(TextRole::CardNumber, this))
    , m_p95(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_p99(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_jitter(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_replies(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_coreName(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_coreNumber(new TextLabel(TextRole::BodyStrong, Tone::Text, this))
    , m_inBand(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_lanes(new ProbeLanes(tier, clock, this))
    , m_histogram(new ProbeHistogram(tier, this))
{
    const QString wire = device_link::tierName(tier);
    m_run->setObjectName(QStringLiteral("run_") + wire);
    m_p50->setObjectName(QStringLiteral("p50_") + wire);
    m_replies->setObjectName(QStringLiteral("replies_") + wire);
    m_run->setProperty("compact", true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeFigures());
    layout->addWidget(m_lanes, 1);
    layout->addSpacing(14);
    layout->addWidget(m_histogram);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (!m_feed)
            return;
        if (m_feed->running(m_tier))
            m_feed->stop(m_tier);
        else
            m_feed->start(m_tier);
    });
    retranslate();
}

QWidget *TierRow::makeFigures()
{
    auto *figures = new QWidget(this);
    figures->setFixedWidth(kFiguresWidth);
    auto *column = new QVBoxLayout(figures);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->addWidget(m_name);
    head->addStretch();
    head->addWidget(m_run);
    column->addLayout(head);
    column->addWidget(m_p50);
    column->addSpacing(2);
    auto *tails = new QHBoxLayout;
    tails->setSpacing(10);
    tails->addWidget(m_p95);
    tails->addWidget(m_p99);
    tails->addStretch();
    column->addLayout(tails);
    column->addWidget(m_jitter);
    column->addWidget(m_replies);
    column->addStretch();
    auto *core = new QWidget(figures);
    core->setFixedHeight(kCoreLaneHeight);
    auto *leg = new QVBoxLayout(core);
    leg->setContentsMargins(0, 0, 0, 0);
    leg->setSpacing(0);
    auto *legHead = new QHBoxLayout;
    legHead->setSpacing(6);
    legHead->addWidget(m_coreName);
    legHead->addWidget(m_coreNumber);
    legHead->addStretch();
    leg->addStretch();
    leg->addLayout(legHead);
    leg->addWidget(m_inBand);
    leg->addStretch();
    column->addWidget(core);
    return figures;
}

void TierRow::setKit(std::shared_ptr<KitContext> kit)
{
    m_kit = std::move(kit);
    m_feed = m_kit ? m_kit->model<LatencyFeed>() : nullptr;
    m_lanes->setKit(m_kit);
    m_lanes->setFeed(m_feed);
    refresh();
    refreshRunning();
}

void TierRow::setScale(const LatencyScale &scale)
{
    m_scale = scale;
    m_lanes->setScale(scale);
}

void TierRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void TierRow::retranslate()
{
    m_name->setText(sentenceCase(tierWord(m_tier)));
    m_coreName->setText(tr("Core leg"));
    m_coreName->setToolTip(
        tr("The compute network's own part of the round trip. Its promise of %1 is for this leg alone, not for the "
           "round trip.")
            .arg(text({fixed(device_link::tierPromiseMs(m_tier), 0), QStringLiteral("ms")})));
    m_p50->setToolTip(tr("Median of the whole round trip, from the kit's modem to the tier and back"));
    m_jitter->setToolTip(
        tr("Mean difference between successive round trips: |D| of RFC 3550 §6.4.1, without its 1/16 smoothing"));
    m_lanes->setAccessibleName(tr("Round trips to the tier %1 over time").arg(tierWord(m_tier)));
    m_lanes->setAccessibleDescription(tr("Arrows pan, plus and minus zoom, Space follows or holds, F shows all."));
    refresh();
    refreshRunning();
}

void TierRow::refresh()
{
    const TierStats stats = m_feed ? m_feed->stats(m_tier) : TierStats{};
    const bool few = stats.answered() < TierStats::kEnoughForP99;
    m_p50->setQuantity(stats.p50 ? Quantity{ms(stats.p50), tr("ms p50")} : unknown(),
        stats.p50 ? tr("Median of the whole round trip, from the kit's modem to the tier and back")
                  : unansweredWords());
    m_p50->setAccessibleName(
        tr("%1, p50: %2").arg(tierWord(m_tier), text(Quantity{ms(stats.p50), QStringLiteral("ms")})));
    m_p95->setText(QStringLiteral("p95 ") + ms(stats.p95));
    m_p99->setText(few && stats.p99 ? tr("p99 %1 (N %2)").arg(ms(stats.p99), integer(stats.answered()))
                                    : QString(QStringLiteral("p99 ") + ms(stats.p99)));
    m_p99->setTone(few ? Tone::Text3 : Tone::Text2);
    m_p99->setToolTip(few ? tr("Below 100 answers a single probe decides p99") : QString());
    m_jitter->setText(
        tr("jitter %1")
            .arg(stats.jitter ? text({significant(*stats.jitter, 3), QStringLiteral("ms")}) : QString(kEmDash)));
    refreshReplies(stats);
    refreshCore(stats);
    m_histogram->setStats(stats, m_scale);
}

void TierRow::refreshReplies(const TierStats &stats)
{
    const ProbeHistory *history = m_feed ? &m_feed->history(m_tier) : nullptr;
    const int silent = history ? history->unanswered() : 0;
    if (silent > 0 && m_kit && !isReplay()) { // that nothing comes now is no news of a recording
        m_replies->setTone(Tone::Error);
        const auto &last = history->lastReply();
        m_replies->setText(last ? tr("no reply since %1").arg(clockTime(axisTimeOfDayNs(*m_kit, last->sentNs), 0))
                                : tr("no reply yet, %1 lost").arg(integer(silent)));
    } else {
        m_replies->setTone(stats.lost > 0 ? Tone::Error : Tone::Text2);
        m_replies->setText(tr("%1 sent, %2 lost").arg(integer(stats.sent), integer(stats.lost)));
    }
    m_replies->setToolTip(
        tr("%1 sent, %2 lost: no answer within 3 s of the kit's time").arg(integer(stats.sent), integer(stats.lost)));
}

void TierRow::refreshCore(const TierStats &stats)
{
    m_coreNumber->setText(
        stats.coreP50 ? text({significant(*stats.coreP50, 3), QStringLiteral("ms")}) : QString(kEmDash));
    m_coreNumber->setTone(stats.coreP50 ? Tone::Text : Tone::Text3);
    m_coreNumber->setToolTip(stats.coreP50 ? tr("Median of the core leg")
            : stats.answered() > 0         ? tr("This kit does not tell the core leg apart.")
                                           : unansweredWords());
    m_inBand->setText(stats.inBandPercent
            ? tr("%1 within %2")
                  .arg(text(percent(*stats.inBandPercent, 1)),
                      text({fixed(device_link::tierPromiseMs(m_tier), 0), QStringLiteral("ms")}))
            : QString(kEmDash));
}

void TierRow::refreshRunning()
{
    const bool running = m_feed && m_feed->running(m_tier);
    const bool connected = m_kit && m_kit->session()->state() == device_link::SessionState::Connected;
    m_run->setText(running ? tr("Stop") : tr("Start"));
    m_run->setAccessibleName(running ? tr("Stop probing the tier %1").arg(tierWord(m_tier))
                                     : tr("Start probing the tier %1").arg(tierWord(m_tier)));
    m_run->setEnabled(connected && !isReplay());
    m_run->setToolTip(isReplay() ? tr("This is a recording: nothing can be probed")
            : connected          ? m_run->accessibleName()
                                 : tr("The kit is not connected"));
    const bool empty = !m_feed || m_feed->history(m_tier).probes().empty();
    m_lanes->setNote(empty ? emptyWords() : QString());
}

QString TierRow::emptyWords() const
{
    if (isReplay())
        return !m_feed->replayed() ? tr("The probes of the recording are being read.")
            : m_feed->isEmpty()    ? tr("This recording holds no probes.")
                                   : tr("This recording holds no probes of this tier.");
    return m_feed && m_feed->running(m_tier) ? tr("Waiting for the first answer.")
                                             : tr("No probes yet. Start probing to see where the milliseconds go.");
}

QString TierRow::unansweredWords() const
{
    return isReplay() ? tr("No recorded probe was answered") : tr("No probe has been answered yet");
}

} // namespace widgets
