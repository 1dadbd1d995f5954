// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/prompts/explain_card.h"

#include "widgets/common/badge.h"
#include "widgets/common/fact_list.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/prompt_phases.h"
#include "widgets/prompts/gap_graph.h"
#include "widgets/prompts/phase_table.h"
#include "widgets/text/words.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace widgets {
namespace {

enum Row {
    TtftDevice,
    TtftRequest,
    Gaps,
    Stall,
    Speed,
    LastToken,
    PerToken,
    TailShare,
    TokensInOut,
    Charged,
    RowCount
};

QString ms(const std::optional<double> &value)
{
    return value ? text({significant(*value, 4), QStringLiteral("ms")}) : QString();
}

} // namespace

ExplainCard::ExplainCard(QWidget *parent)
    : Card(parent)
    , m_phases(new PhaseTable(this))
    , m_note(new TextLabel(TextRole::Caption, Tone::Text3, this))
    , m_definitions(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_gaps(new GapGraph(this))
    , m_facts(new FactList(RowCount, this))
    , m_badge(new Badge(this))
    , m_older(new QPushButton(this))
    , m_newer(new QPushButton(this))
    , m_measure(new QPushButton(this))
{
    for (QPushButton *button : {m_older, m_newer}) {
        button->setProperty("kind", QStringLiteral("quiet"));
        button->setProperty("compact", true);
        button->setFixedWidth(28);
        titleRow()->addWidget(button);
    }
    m_older->setObjectName(QStringLiteral("olderAnswer"));
    m_newer->setObjectName(QStringLiteral("newerAnswer"));
    m_older->setText(QStringLiteral("‹"));
    m_newer->setText(QStringLiteral("›"));
    connect(m_older, &QPushButton::clicked, this, [this] { Q_EMIT stepAsked(-1); });
    connect(m_newer, &QPushButton::clicked, this, [this] { Q_EMIT stepAsked(1); });
    titleRow()->addWidget(m_badge);
    m_note->setWordWrap(true);
    body()->addWidget(m_phases);
    body()->addWidget(m_note);
    body()->addWidget(m_gaps, 1);
    auto *line = new QFrame(this);
    line->setObjectName(QStringLiteral("separator"));
    line->setFixedHeight(1);
    body()->addSpacing(4);
    body()->addWidget(line);
    body()->addWidget(m_definitions);
    body()->addWidget(m_facts);
    m_measure->setObjectName(QStringLiteral("measurePrompt"));
    m_measure->setProperty("compact", true);
    connect(m_measure, &QPushButton::clicked, this, &ExplainCard::measureAsked);
    body()->addSpacing(4);
    body()->addWidget(m_measure, 0, Qt::AlignLeft);
    body()->addStretch();
    retranslate();
    setEntry(nullptr);
}

void ExplainCard::retranslate()
{
    m_definitions->setText(tr("Definitions %1").arg(QLatin1String(profiles::kMetricDefinitions)));
    const QStringList labels{tr("First token, device"), tr("First token, request"), tr("Gap p50, p95"),
        tr("Longest gap"), tr("Speed"), tr("Last token, device"), tr("Per token, above idle"), tr("Tail share"),
        tr("Tokens in, out"), tr("Charged")};
    for (int row = 0; row < RowCount; ++row)
        m_facts->setLabel(row, labels.at(row));
    m_phases->setToolTip(
        tr("Wait ends with the first byte of the answer, first token with its first text: up to there the parts add up "
           "to the time of the first token. The stream goes on from it."));
    m_measure->setText(tr("Show on the time axis"));
    m_older->setAccessibleName(tr("Explain the answer before"));
    m_newer->setAccessibleName(tr("Explain the answer after"));
    m_older->setToolTip(tr("The answer before (Alt+Up); a click in the transcript explains that one"));
    m_newer->setToolTip(tr("The answer after (Alt+Down)"));
    setTitle(m_number > 0 ? tr("Explain #%1").arg(m_number) : tr("Explain"));
}

void ExplainCard::setNeighbours(bool older, bool newer)
{
    m_older->setVisible(older || newer);
    m_newer->setVisible(older || newer);
    m_older->setEnabled(older || m_older->isEnabled());
    m_newer->setEnabled(newer || m_newer->isEnabled());
    // One that goes out of use gives the focus to the other, which can take it by now, not to whatever is next.
    if (m_older->hasFocus() && !older)
        m_newer->setFocus();
    else if (m_newer->hasFocus() && !newer)
        m_older->setFocus();
    m_older->setEnabled(older);
    m_newer->setEnabled(newer);
}

void ExplainCard::setSimulated(bool simulated)
{
    m_badge->setOrigin(simulated ? std::optional(Origin::Simulated) : std::nullopt);
}

void ExplainCard::setEntry(const PromptEntry *entry, bool onAxis)
{
    m_number = entry ? entry->number : 0;
    m_measure->setEnabled(entry && entry->run.finished() && onAxis);
    m_measure->setToolTip(onAxis
            ? tr("Move every graph to this prompt and make it the region that the power panel measures")
            : tr("The kit has restarted since this prompt: its time is not on the axis any more."));
    setTitle(m_number > 0 ? tr("Explain #%1").arg(m_number) : tr("Explain"));
    m_gaps->setTokens(entry ? entry->run.tokens : QList<profiles::PromptToken>());
    if (!entry) {
        m_phases->setPhases({});
        m_note->setText(tr("Ask something to see where its time and energy went."));
        for (int row = 0; row < RowCount; ++row)
            m_facts->setValue(row, {});
        return;
    }
    const profiles::PromptMetrics &metrics = entry->metrics;
    m_phases->setPhases(phasesOf(*entry));
    m_facts->setValue(TtftDevice, ms(metrics.ttftDev));
    m_facts->setValue(TtftRequest, ms(metrics.ttft));
    QString gaps;
    if (metrics.iclP50 && metrics.iclP95)
        gaps = significant(*metrics.iclP50, 3) + QStringLiteral(", ")
            + text({significant(*metrics.iclP95, 3), QStringLiteral("ms")});
    m_facts->setValue(Gaps, gaps);
    m_facts->setValue(Stall, ms(metrics.iclMax));
    m_facts->setValue(Speed, metrics.tpsUser ? text({fixed(*metrics.tpsUser, 1), QStringLiteral("tok/s")}) : QString());
    m_facts->setValue(LastToken, ms(metrics.e2eDev));
    QString tokensWord;
    if (const auto &usage = entry->run.usage)
        tokensWord = integer(usage->promptTokens) + QStringLiteral(", ") + integer(usage->completionTokens)
            + QStringLiteral("  ") + tokenSourceWord(usage->source);
    m_facts->setValue(TokensInOut, tokensWord);
    m_facts->setValue(Charged, entry->run.charge ? text(tokens(entry->run.charge->micro)) : QString());
    setEnergyFacts(*entry);
}

void ExplainCard::setEnergyFacts(const PromptEntry &entry)
{
    const std::optional<profiles::PromptEnergy> &energy = entry.energy;
    if (!energy) {
        m_facts->setValue(PerToken, {}, tr("The rail was not measured while this ran"));
        m_facts->setValue(TailShare, {}, tr("The rail was not measured while this ran"));
        if (entry.error && entry.run.accepted)
            m_note->setText(tr("The end of this prompt is not known, so its energy is not counted."));
        else if (entry.error)
            m_note->setText(tr("Nothing was measured: this prompt failed."));
        else if (entry.run.finished())
            m_note->setText(tr("Energy is unknown: no samples of its time are in memory."));
        else if (!entry.running)
            m_note->setText(
                tr("What is shown of the recording ends before this answer does, so its energy is not counted."));
        else
            m_note->setText(m_measuring ? tr("Energy is counted when the answer has ended.")
                                        : tr("Nothing is measured now: energy is counted only while samples come."));
        return;
    }
    m_facts->setValue(PerToken,
        energy->mjPerOutputToken ? text({significant(*energy->mjPerOutputToken, 3), QStringLiteral("mJ")}) : QString());
    m_facts->setValue(TailShare, energy->tailShare ? text(percent(*energy->tailShare * 100)) : QString());
    QString note = energy->idle
        ? tr("Device rail only; marginal over %1 idle.").arg(text(si(energy->idle->watts, QStringLiteral("W"), 3)))
        : tr("Device rail only; idle power is not taken off, the radio was busy before.");
    if (const quint64 lost = energy->missingSamples - energy->pausedSamples; lost > 0)
        note += u' ' + tr("%1 samples are missing.").arg(integer(static_cast<qint64>(lost)));
    else if (energy->pausedSamples > 0 || (!energy->complete && entry.run.quiet))
        note += u' ' + tr("Part of it was not measured.");
    else if (energyIsPart(entry))
        note += u' ' + tr("It was counted to the last token: the radio tail is not in it.");
    else if (!energy->complete)
        note += u' '
            + (m_measuring ? tr("The radio tail is still running.") : tr("The radio tail is not measured any more."));
    if (m_voltageSet)
        note += u' ' + tr("The voltage is the one set on the meter, not measured.");
    m_note->setText(note);
}

} // namespace widgets
