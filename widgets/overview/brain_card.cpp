// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview/brain_card.h"

#include "profiles/prompts/percentile.h"
#include "widgets/common/chip.h"
#include "widgets/common/fact_list.h"
#include "widgets/common/number_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/offers.h"
#include "widgets/overview/answer_bars.h"
#include "widgets/text/words.h"

namespace widgets {

BrainCard::BrainCard(QWidget *parent)
    : BrainCard(new AnswerBars, parent)
{
}

BrainCard::BrainCard(AnswerBars *bars, QWidget *parent)
    : OverviewCard(QStringLiteral("brain"), bars, parent)
    , m_bars(bars)
{
    BrainCard::retranslate();
    BrainCard::refresh();
}

void BrainCard::retranslate()
{
    setTitle(tr("Brain"));
    m_bars->setCaption(tr("one bar per answer, newest right"));
    factList()->setLabel(0, tr("Model"));
    factList()->setLabel(1, tr("Tier"));
    factList()->setLabel(2, tr("Answers"));
}

void BrainCard::refresh()
{
    const bool offered = kit() && offers(*kit()->session(), device_link::Capability::PromptRunner);
    QList<AnswerBar> answers;
    QList<double> known;
    int complete = 0;
    int stopped = 0;
    int cut = 0;
    const PromptHistory *prompts = kit() ? kit()->prompts() : nullptr;
    for (int row = 0; prompts && row < prompts->rowCount(); ++row) {
        const PromptEntry &entry = prompts->at(row);
        if (!entry.run.finished() && !entry.error)
            continue;
        const bool failed = entry.error || entry.run.finish == QStringLiteral("error");
        const bool whole = !failed && entry.run.finish != QStringLiteral("cancelled");
        (failed ? cut : whole ? complete : stopped) += 1;
        answers.append({whole ? entry.metrics.ttftDev : std::nullopt, failed});
        if (answers.last().firstTokenMs)
            known.append(*answers.last().firstTokenMs);
    }
    m_bars->setAnswers(answers);
    const std::optional<double> p50 = profiles::percentile(known, 50);
    const std::optional<double> p95 = profiles::percentile(known, 95);
    numberLabel()->setQuantity(p50 ? Quantity{fixed(*p50, 0), QStringLiteral("ms")} : unknown(),
        p95              ? tr("p95 %1").arg(text({fixed(*p95, 0), QStringLiteral("ms")}))
            : isReplay() ? tr("No answer is in the recording")
                         : tr("No answer in this session yet"));
    // A recording offers no prompts but may hold some.
    const bool lacks = isReplay() ? prompts->rowCount() == 0 : !offered;
    if (lacks && kit() && kit()->session()->state() == device_link::SessionState::Connected)
        setLine(whatLacks(*kit()->session(), device_link::Capability::PromptRunner).what);
    else if (!p50)
        setLine(tr("first token, no answer yet"));
    else if (known.size() == 1)
        setLine(tr("first token of one answer"));
    else
        setLine(tr("first token, p50 of %1 answers").arg(known.size()));
    const PromptEntry *last = prompts ? prompts->last() : nullptr;
    factList()->setValue(0, last ? last->run.model : QString());
    factList()->setValue(1, last && last->run.tier ? tierWord(*last->run.tier) : QString());
    factList()->setValue(2,
        answers.isEmpty() ? QString()
            : stopped > 0 ? tr("%1 complete, %2 stopped, %3 failed").arg(complete).arg(stopped).arg(cut)
                          : tr("%1 complete, %2 failed").arg(complete).arg(cut));
    const bool running = prompts && prompts->running();
    const bool there = offered && kit()->session()->state() == device_link::SessionState::Connected;
    chip()->setState(!there ? QString()
            : running       ? last && last->run.finished() ? tr("radio tail") : tr("answering")
                            : tr("ready"),
        offered ? ChipTone::Ok : ChipTone::Neutral);
}

} // namespace widgets
