// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/trigger_watch.h"

#include "widgets/kit/axis_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/power/region_model.h"
#include "widgets/text/units.h"

#include <algorithm>

namespace widgets {

using profiles::TriggerKind;

namespace {
constexpr int kLookEveryMs = 100;
constexpr qsizetype kMostHits = 1000; ///< of one step: more lie in regions that others began
} // namespace

const QStringList &triggerEvents()
{
    static const QStringList events{QStringLiteral("prompt.accepted"), QStringLiteral("prompt.sent"),
        QStringLiteral("prompt.byte"), QStringLiteral("prompt.done"), QStringLiteral("prompt.quiet"),
        QStringLiteral("radio"), QStringLiteral("reg"), QStringLiteral("card.reset"), QStringLiteral("brownout")};
    return events;
}

QString triggerEventWord(const QString &event)
{
    const QStringList words{TriggerWatch::tr("prompt accepted"), TriggerWatch::tr("prompt sent"),
        TriggerWatch::tr("answer begins"), TriggerWatch::tr("answer done"),
        TriggerWatch::tr("radio quiet after an answer"), TriggerWatch::tr("radio changes"),
        TriggerWatch::tr("registration changes"), TriggerWatch::tr("card restarts"), TriggerWatch::tr("supply sags")};
    const qsizetype at = triggerEvents().indexOf(event);
    return at < 0 ? event : words.at(at);
}

TriggerWatch::TriggerWatch(KitContext *kit)
    : QObject(kit)
    , m_kit(kit)
{
    m_timer.setInterval(kLookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &TriggerWatch::look);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &TriggerWatch::takeStep);
    connect(kit->session().get(), &device_link::KitSession::event, this, &TriggerWatch::takeEvent);
    connect(kit->session().get(), &device_link::KitSession::rebooted, this, &TriggerWatch::disarm);
}

TriggerWatch::~TriggerWatch() { m_watcher.disconnect(this); }

bool TriggerWatch::canFire() const { return !m_kit->session()->isReplay(); }

void TriggerWatch::arm(const TriggerSetup &setup)
{
    disarm();
    if (!canFire())
        return;
    m_setup = setup;
    m_fired = 0;
    m_quietUntilNs = 0;
    m_state = State::Armed;
    m_store = m_kit->store();
    m_scan = profiles::TriggerScan(setup.rule, m_store ? m_store->endIndex() : 0);
    m_timer.start();
    Q_EMIT changed();
}

void TriggerWatch::disarm()
{
    m_waiting.clear();
    finish(State::Off);
}

void TriggerWatch::finish(State state)
{
    if (m_waiting.empty())
        m_timer.stop();
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT changed();
}

void TriggerWatch::look()
{
    keepFinished();
    if (m_state != State::Armed || m_setup.onEvent || m_watcher.isRunning())
        return;
    const auto store = m_kit->store();
    if (store != m_store) {
        m_store = store;
        m_scan = profiles::TriggerScan(m_setup.rule, store ? store->beginIndex() : 0);
    }
    if (store && store->endIndex() > m_scan.nextIndex())
        m_watcher.setFuture(profiles::scanOnPool(store, m_scan, store->endIndex(), kMostHits));
}

void TriggerWatch::takeStep()
{
    if (m_state != State::Armed || m_setup.onEvent || m_watcher.future().resultCount() == 0)
        return;
    const profiles::TriggerStep step = m_watcher.result();
    if (step.scan.nextIndex() < m_scan.nextIndex() || m_kit->store() != m_store)
        return; // it was armed anew while this ran
    m_scan = step.scan;
    for (const profiles::TriggerHit &hit : step.hits)
        fire(hit.kitNs, noteOf(hit));
}

void TriggerWatch::takeEvent(const device_link::KitEvent &event)
{
    const bool ours = m_state == State::Armed && m_setup.onEvent && event.name == m_setup.event && !event.replayed;
    if (ours && event.bootId == axisBoot(*m_kit))
        fire(event.kitTimeNs, triggerEventWord(event.name));
}

QString TriggerWatch::noteOf(const profiles::TriggerHit &hit) const
{
    const QString value = text(si(hit.currentA, QStringLiteral("A"), 3));
    const QString lasted = duration(hit.lastedNs);
    switch (m_setup.rule.kind) {
    case TriggerKind::Above: return tr("above: %1").arg(value);
    case TriggerKind::Below: return tr("below: %1").arg(value);
    case TriggerKind::Rising: return tr("rising edge, to %1").arg(value);
    case TriggerKind::Falling: return tr("falling edge, to %1").arg(value);
    case TriggerKind::AboveLonger: return tr("above for %1 and longer").arg(lasted);
    case TriggerKind::AboveShorter: return tr("above for only %1").arg(lasted);
    }
    return {};
}

void TriggerWatch::fire(std::int64_t kitNs, const QString &note)
{
    if (m_state != State::Armed || kitNs < m_quietUntilNs)
        return;
    ++m_fired;
    m_waiting.push_back({std::max<std::int64_t>(0, kitNs - m_setup.beforeNs), kitNs + m_setup.afterNs, note});
    m_quietUntilNs = kitNs + m_setup.afterNs;
    if (!m_setup.every)
        finish(State::Off);
    else if (m_fired >= kMostRegions)
        finish(State::Full);
    else
        Q_EMIT changed();
}

void TriggerWatch::keepFinished()
{
    // Without samples, by the clock of the axis.
    const auto store = m_kit->store();
    const bool running = m_kit->session()->powerSource() && m_kit->session()->powerSource()->running();
    const std::int64_t reached = running && store && store->endIndex() > store->beginIndex()
        ? store->kitTimeOf(store->endIndex() - 1)
        : m_kit->model<AxisClock>()->nowNs();
    auto *regions = m_kit->model<RegionModel>();
    while (!m_waiting.empty() && m_waiting.front().endNs <= reached) {
        const Waiting done = m_waiting.front();
        m_waiting.erase(m_waiting.begin());
        if (m_setup.every) {
            regions->append(done.beginNs, done.endNs, done.note);
            continue;
        }
        // The one that was waited for is what is looked at next.
        const std::int64_t around = (done.endNs - done.beginNs) / 10;
        m_kit->window()->setRange(done.beginNs - around, done.endNs + around);
        regions->add(done.beginNs, done.endNs, done.note);
    }
    if (m_waiting.empty() && m_state != State::Armed)
        m_timer.stop();
}

} // namespace widgets
