// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/steps/prompt_step.h"

#include "profiles/prompts/run_prompt.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/words.h"

namespace widgets {

using device_link::Capability;
using device_link::Error;
using device_link::Fault;

namespace {

constexpr int kIdleMs = 30'000;  ///< how long to wait for the radio to calm down
constexpr int kLeadInMs = 1'000; ///< of idle before the prompt, so that its power is measured

QJsonValue orNull(const std::optional<double> &value) { return value ? QJsonValue(*value) : QJsonValue(); }

QString milliseconds(const std::optional<double> &ms)
{
    return ms ? text({fixed(*ms, 0), QStringLiteral("ms")}) : QString();
}

} // namespace

PromptStep::PromptStep(std::shared_ptr<KitContext> kit, TourMemory *memory, QObject *parent)
    : TourStep(std::move(kit), memory, parent)
{
    connect(this->kit()->prompts(), &PromptHistory::entryChanged, this, &PromptStep::onEntry);
    connect(this->kit()->prompts(), &PromptHistory::finished, this, &PromptStep::onFinished);
}

const PromptEntry *PromptStep::entry() const { return m_id.isEmpty() ? nullptr : kit()->prompts()->find(m_id); }

QString PromptStep::title() const { return tr("Ask a prompt"); }

QString PromptStep::text() const
{
    return tr("The kit asks a model in the network, and the answer streams in. Each token carries the time of the "
              "kit's own clock; the pale grounds show where it had to wait. The answer is charged to the account.");
}

QString PromptStep::now() const
{
    const PromptEntry *asked = entry();
    if (!m_asking || !asked)
        return tr("Waiting until the radio rests, so that the answer shows its whole cost.");
    if (asked->run.finished())
        return tr("The answer is there. The radio's tail still draws current, and it belongs to the answer.");
    if (asked->run.firstContent())
        return tr("The answer is streaming in.");
    return tr("Asked. Waiting for the first token.");
}

QString PromptStep::outcome() const
{
    const PromptEntry *asked = entry();
    return asked ? tr("The answer is %1.").arg(finishWord(asked->run.finish)) : QString();
}

bool PromptStep::radioIdle() const
{
    return kit()->timeline()->radioAt(kit()->window()->latestNs()) == device_link::RadioState::Idle;
}

void PromptStep::start()
{
    if (!kit()->session()->promptRunner())
        return passOver([] { return notOffered(Capability::PromptRunner).what; });
    if (kit()->prompts()->running())
        return fail(Error(Fault::Busy, QStringLiteral("another prompt is running")));
    m_id.clear();
    // Asked out of idle, an answer shows its whole cost: setup, and what idle would have drawn anyway.
    const auto leadIn = [this] { await([] { return false; }, kLeadInMs, {}, [this] { ask(); }); };
    await([this] { return !kit()->store() || radioIdle(); }, kIdleMs, leadIn, leadIn);
}

void PromptStep::ask()
{
    if (kit()->prompts()->running())
        return fail(Error(Fault::Busy, QStringLiteral("another prompt is running")));
    const auto &account = kit()->facts()->account();
    memory().balanceBefore = account ? std::optional(account->balanceMicro) : std::nullopt;
    device_link::PromptRequest request;
    request.id = profiles::newPromptId();
    request.text = tr("Tell me a bedtime story about a brave little bear.");
    m_id = request.id;
    memory().promptId = m_id;
    m_asking = true;
    kit()->prompts()->ask(request);
    if (!entry())
        fail(Error(Fault::NotSupported, QStringLiteral("the kit offers no prompts any more")));
}

bool PromptStep::stop()
{
    if (m_asking)
        kit()->prompts()->cancel();
    return m_asking;
}

void PromptStep::onEntry(int row)
{
    if (m_asking && kit()->prompts()->at(row).run.id == m_id)
        Q_EMIT changed();
}

void PromptStep::onFinished(int row)
{
    const PromptEntry &ended = kit()->prompts()->at(row);
    if (!m_asking || ended.run.id != m_id)
        return;
    m_asking = false;
    if (ended.error)
        fail(*ended.error);
    else
        succeed();
}

QList<TourFact> PromptStep::facts() const
{
    const PromptEntry *asked = entry();
    if (!asked)
        return {};
    const Costs costs = costsOf(*asked);
    const std::optional<double> speed = asked->metrics.tpsUser;
    const bool known = costs.tokens.number != kEmDash;
    const QString counted = tokensAreCharged(*asked) ? tr("%1 charged") : QStringLiteral("%1");
    return {{tr("First token (TTFT)"), milliseconds(asked->metrics.ttftDev), Tone::Time},
        {tr("Speed"), speed ? widgets::text({fixed(*speed, 1), QStringLiteral("tok/s")}) : QString(), Tone::Time},
        {tr("Tokens"), known ? counted.arg(widgets::text(costs.tokens)) : QString(), Tone::Tokens}};
}

QJsonObject PromptStep::figures() const
{
    const PromptEntry *asked = entry();
    if (!asked)
        return {};
    QJsonObject figures{{QStringLiteral("ttft_ms"), orNull(asked->metrics.ttftDev)},
        {QStringLiteral("last_token_ms"), orNull(asked->metrics.e2eDev)},
        {QStringLiteral("tokens_per_s"), orNull(asked->metrics.tpsUser)},
        {QStringLiteral("tokens"), asked->run.tokens.size()}, {QStringLiteral("finish"), asked->run.finish}};
    if (asked->energy) {
        figures.insert(QStringLiteral("energy_mj"), asked->energy->totalJoules * 1e3);
        figures.insert(QStringLiteral("energy_complete"), asked->energy->complete);
    }
    if (asked->run.charge)
        figures.insert(QStringLiteral("charged_micro_tokens"), asked->run.charge->micro);
    if (asked->cost)
        figures.insert(QStringLiteral("cost_micro"), asked->cost->micro);
    return figures;
}

} // namespace widgets
