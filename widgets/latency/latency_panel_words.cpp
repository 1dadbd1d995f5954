// SPDX-License-Identifier: GPL-3.0-or-later
// What the latency panel says: labels, what can be done now, and what went wrong.
#include "widgets/common/card.h"
#include "widgets/common/combo_label.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/icons.h"
#include "widgets/common/segmented.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/latency/latency_feed.h"
#include "widgets/latency/latency_panel.h"
#include "widgets/latency/probe_lanes.h"
#include "widgets/latency/tier_row.h"
#include "widgets/text/fault_text.h"
#include "widgets/text/units.h"

#include <QComboBox>
#include <QPushButton>
#include <QStyle>

namespace widgets {

using device_link::Fault;

void LatencyPanel::retranslate()
{
    const QStringList spans{QStringLiteral("20 s"), QStringLiteral("1 min"), QStringLiteral("10 min")};
    for (int i = 0; i < spans.size(); ++i)
        m_span->setLabel(i, spans.at(i));
    m_span->setLabel(static_cast<int>(spans.size()), tr("All"));
    {
        const QSignalBlocker blocker(m_interval);
        const int chosen = m_interval->count() == 0 ? 1 : m_interval->currentIndex();
        m_interval->clear();
        for (const int ms : LatencyFeed::kIntervalsMs)
            m_interval->addItem(ms == 0 ? tr("Probe without a pause")
                                        : tr("Probe every %1").arg(duration(std::int64_t(ms) * 1'000'000)));
        m_interval->setCurrentIndex(chosen);
    }
    labelCombo(m_interval, tr("Time between two probes of a tier"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the figures of all tiers as text"));
    m_export->setText(tr("Export CSV"));
    m_copy->setIcon(icon(QStringLiteral("copy"), theme().text2));
    m_export->setIcon(icon(QStringLiteral("save"), theme().text2));
    m_axis->setAccessibleName(tr("Time of day"));
    m_over->setText(tr("Figures over"));
    m_stats->setLabel(0, tr("All"));
    m_stats->setLabel(1, tr("Last 100"));
    m_stats->setLabel(2, tr("Last 5 min"));
    m_stats->setToolTip(tr("Which probes the percentiles, jitter and losses are of"));
    refreshFigures();
    refreshRunning();
}

QString LatencyPanel::noteWords() const
{
    if (m_feed && m_feed->isReplay()) {
        const QString words = tr("From a recording: nothing is probed now.");
        if (m_feed->leftOut() == 0)
            return words;
        return words + u' '
            + tr("The first probes of each tier are shown; %1 are left out.")
                  .arg(integer(static_cast<qint64>(m_feed->leftOut())));
    }
    return m_feed && m_feed->running() && m_feed->paused() ? tr("Paused while a prompt runs: its energy stays its own.")
                                                           : tr("Each probe wakes the radio and costs energy.");
}

void LatencyPanel::refreshRunning()
{
    const bool running = m_feed && m_feed->running();
    const bool connected = m_kit && m_kit->session()->state() == device_link::SessionState::Connected;
    m_run->setText(running ? tr("Stop") : tr("Start all"));
    m_run->setAccessibleName(running ? tr("Stop probing") : tr("Start probing all tiers"));
    const bool replay = m_feed && m_feed->isReplay();
    m_run->setToolTip(replay ? tr("This is a recording: nothing can be probed. Choose a kit to probe.")
            : connected      ? m_run->accessibleName()
                             : tr("The kit is not connected"));
    m_run->setEnabled(connected && !replay);
    m_interval->setEnabled(!replay);
    m_interval->setToolTip(replay
            ? tr("This is a recording: nothing can be probed")
            : tr("The kit runs one probe at a time, so the tiers take turns; a lost probe is waited for, 3 s."));
    m_stack->setKept(replay && connected);
    m_card->setTitle(replay ? tr("Recorded round trips") : tr("Round trips"));
    m_run->setProperty("kind", running ? QVariant() : QVariant(QStringLiteral("primary")));
    m_run->style()->unpolish(m_run); // the look depends on the property
    m_run->style()->polish(m_run);
    m_note->setText(noteWords());
    for (TierRow *row : m_rows)
        row->refreshRunning();
    refreshError();
}

void LatencyPanel::refreshError()
{
    if (!m_saveProblem.isEmpty()) {
        m_banner->showMessage(ErrorBanner::Severity::Error, tr("The probes could not be saved."), m_saveProblem + u'.',
            {}, tr("Save elsewhere"));
        return;
    }
    const auto error = m_feed ? m_feed->error() : std::nullopt;
    if (!error)
        return m_banner->clear();
    const FaultText words = faultText(*error);
    if (m_feed->running())
        m_banner->showMessage(ErrorBanner::Severity::Warning, words.what,
            tr("Probing goes on by itself as soon as it can; the figures so far are kept."), faultDetails(*error));
    else if (error->fault() == Fault::LinkLost)
        m_banner->showMessage(ErrorBanner::Severity::Error, tr("Probing ended: the kit was unplugged."),
            tr("The figures so far are kept. Plug it in again, then start again."), faultDetails(*error),
            tr("Start again"));
    else
        m_banner->showError(*error, tr("Start again"));
}

} // namespace widgets
