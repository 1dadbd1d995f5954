// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/steps/cost_step.h"

#include "widgets/kit/kit_context.h"
#include "widgets/text/words.h"

#include <cmath>

namespace widgets {

using device_link::Capability;

namespace {

QJsonValue orNull(const std::optional<double> &value) { return value ? QJsonValue(*value) : QJsonValue(); }

QString energyText(const PromptEntry &entry)
{
    const QString words = text(costsOf(entry).energy);
    return entry.energy && !entry.energy->complete ? CostStep::tr("%1, incomplete").arg(words) : words;
}

QString time(const std::optional<double> &ms) { return ms ? text(costTime(std::llround(*ms * 1e6))) : QString(); }

} // namespace

CostStep::CostStep(std::shared_ptr<KitContext> kit, TourMemory *memory, QObject *parent)
    : TourStep(std::move(kit), memory, parent)
{
    connect(this->kit()->facts(), &KitFacts::changed, this, &CostStep::onFacts);
}

QString CostStep::title() const { return tr("Its energy and latency"); }

QString CostStep::text() const
{
    return tr("The answer's energy is the power measured from the moment it was asked until the radio rested again, "
              "less what idle draws. Probes now measure the round trip to each compute tier.");
}

QString CostStep::now() const { return tr("Probing metro, province and nation."); }

QString CostStep::outcome() const
{
    return tr("Five probes went to each tier. The core leg alone is judged by the 1, 5 and 20 ms bands.");
}

void CostStep::start()
{
    if (!kit()->session()->latencyProbe())
        return passOver([] { return notOffered(Capability::LatencyProbe).what; });
    m_probing = true;
    if (!kit()->facts()->probing())
        kit()->facts()->probe();
}

bool CostStep::stop() { return false; } // a few probes end by themselves; nobody has to wait for them

void CostStep::onFacts()
{
    if (!m_probing || state() != TourState::Running)
        return;
    Q_EMIT changed();
    if (kit()->facts()->probing())
        return;
    m_probing = false;
    if (kit()->facts()->probeError())
        return fail(*kit()->facts()->probeError());
    m_probed = true;
    succeed();
}

QList<TourFact> CostStep::facts() const
{
    QList<TourFact> facts;
    if (const PromptEntry *asked = kit()->prompts()->find(memory().promptId)) {
        const std::optional<double> perToken = asked->energy ? asked->energy->mjPerOutputToken : std::nullopt;
        facts.append({tr("Energy of the answer"), asked->energy ? energyText(*asked) : QString(), Tone::Energy});
        facts.append({tr("Per token"),
            perToken ? widgets::text({significant(*perToken, 3), QStringLiteral("mJ")}) : QString(), Tone::Energy});
        facts.append({tr("Last token after"), time(asked->metrics.e2eDev), Tone::Time});
    }
    if (!m_probed)
        return facts;
    for (const TierLatency &latency : kit()->facts()->latencies()) {
        const QString rtt
            = latency.rttMs ? widgets::text({significant(*latency.rttMs, 3), QStringLiteral("ms")}) : QString();
        facts.append({tr("Round trip, %1").arg(tierWord(latency.tier)), rtt, Tone::Time});
    }
    return facts;
}

QJsonObject CostStep::figures() const
{
    QJsonObject figures;
    if (!m_probed)
        return figures;
    for (const TierLatency &latency : kit()->facts()->latencies())
        figures.insert(device_link::tierName(latency.tier),
            QJsonObject{{QStringLiteral("rtt_ms"), orNull(latency.rttMs)},
                {QStringLiteral("radio_ms"), orNull(latency.radioMs)},
                {QStringLiteral("core_ms"), orNull(latency.coreMs)}, {QStringLiteral("lost"), latency.lost}});
    return figures;
}

} // namespace widgets
