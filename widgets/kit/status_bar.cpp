// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/status_bar.h"

#include "profiles/energy/energy_stats.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/latency/latency_feed.h"
#include "widgets/text/units.h"

#include <QEvent>
#include <QHBoxLayout>

namespace widgets {

StatusBar::StatusBar(const FrameClock *clock, QWidget *parent)
    : QFrame(parent)
    , m_clock(clock)
{
    setObjectName(QStringLiteral("statusBar"));
    setFixedHeight(26);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(0);
    m_dropped = addItem(layout);
    m_drift = addItem(layout);
    m_kept = addItem(layout);
    m_frame = addItem(layout);
    m_protocol = addItem(layout);
    layout->addStretch();
    m_probes = new TextLabel(TextRole::Caption, Tone::Warn, this);
    m_probes->setObjectName(QStringLiteral("probes"));
    layout->addWidget(m_probes);
    layout->addSpacing(16);
    m_balance = new TextLabel(TextRole::Caption, Tone::Text2, this);
    layout->addWidget(m_balance);
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &StatusBar::refresh);
    m_timer.start();
    refresh();
}

TextLabel *StatusBar::addItem(QHBoxLayout *layout)
{
    auto *label = new TextLabel(TextRole::Caption, Tone::Text2, this);
    layout->addWidget(label);
    auto *line = new QFrame(this);
    line->setObjectName(QStringLiteral("separator"));
    line->setFixedSize(1, 14);
    layout->addSpacing(12);
    layout->addWidget(line);
    layout->addSpacing(12);
    return label;
}

void StatusBar::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit)
        m_kit->model<LatencyFeed>()->disconnect(this);
    m_kit = std::move(kit);
    if (m_kit)
        connect(m_kit->model<LatencyFeed>(), &LatencyFeed::runningChanged, this, &StatusBar::refreshProbes);
    refresh();
}

QString StatusBar::probes() const { return m_probes->isHidden() ? QString() : m_probes->text(); }

void StatusBar::refreshProbes()
{
    m_probes->setText(tr("Latency probes are running"));
    m_probes->setToolTip(
        tr("They keep the radio awake, and so raise the current. “Stop the latency probes” ends them."));
    m_probes->setVisible(m_kit && m_kit->model<LatencyFeed>()->running());
}

QString StatusBar::dropped() const { return m_dropped->text(); }

void StatusBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

void StatusBar::refresh()
{
    refreshDropped();
    refreshClock();
    refreshProbes();
    const QString dash(kEmDash);
    const auto store = m_kit ? m_kit->store() : nullptr;
    if (store && store->endIndex() > store->beginIndex()) {
        const std::int64_t whole = store->kitTimeOf(store->endIndex() - 1) - store->kitTimeOf(store->beginIndex());
        m_kept->setText(m_kit->session()->isReplay() ? tr("Recording %1").arg(duration(whole))
                                                     : tr("In memory %1").arg(duration(profiles::measuredNs(*store))));
    } else {
        m_kept->setText(tr("In memory %1").arg(dash));
    }
    const double frameMs = m_clock->medianMs();
    m_frame->setText(tr("Frame %1").arg(frameMs > 0 ? text({fixed(frameMs, 1), QStringLiteral("ms")}) : dash));
    m_protocol->setText(tr("Kit protocol v1, not an operator specification"));
    const bool known = m_kit && m_kit->facts()->account();
    m_balance->setText(tr("Balance %1").arg(known ? text(tokens(m_kit->facts()->account()->balanceMicro)) : dash));
}

void StatusBar::refreshDropped()
{
    const auto store = m_kit ? m_kit->store() : nullptr;
    if (!store) {
        m_dropped->setTone(Tone::Text2);
        m_dropped->setText(tr("%1 dropped").arg(kEmDash));
        return;
    }
    const auto lost = static_cast<qint64>(store->lostSamples());
    const auto all = static_cast<double>(store->received() + store->lostSamples());
    const QString total = text(si(all, {}, 3));
    m_dropped->setTone(lost > 0 ? Tone::Error : Tone::Text2);
    const bool running = m_kit->measuring()
        || (m_kit->session()->isReplay() && m_kit->session()->state() == device_link::SessionState::Connected);
    const QString speed = running ? text(rate(store->info().rateHz)) : QString(kEmDash);
    m_dropped->setText(tr("%1 dropped of %2 · %3").arg(integer(lost), total, speed));
}

void StatusBar::refreshClock()
{
    // Of a recording the map places its events; how well two clocks went together then it does not tell.
    const bool live = m_kit && !m_kit->session()->isReplay();
    const device_link::ClockMap map = live ? m_kit->session()->clock() : device_link::ClockMap();
    const std::optional<double> drift = map.driftPpm();
    const QString uncertainty
        = map.valid() ? text(si(static_cast<double>(map.uncertaintyNs()) / 1e9, QStringLiteral("s"), 2)) : QString();
    QString value(kEmDash);
    if (drift)
        value = (*drift > 0 ? QStringLiteral("+") : QString()) + text({fixed(*drift, 1), QStringLiteral("ppm")});
    if (!uncertainty.isEmpty())
        value += QStringLiteral(" · ±") + uncertainty;
    m_drift->setText(tr("Clock %1").arg(value));
}

} // namespace widgets
