// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview/last_answer_card.h"

#include "widgets/common/cost_number.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/prompt_phases.h"
#include "widgets/prompts/phase_bar.h"
#include "widgets/text/fault_text.h"
#include "widgets/text/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <cmath>

namespace widgets {

LastAnswerCard::LastAnswerCard(QWidget *parent)
    : QFrame(parent)
    , m_title(new TextLabel(TextRole::Caption, Tone::Text, this))
    , m_where(new TextLabel(TextRole::Caption, Tone::Text3, this))
    , m_prompt(new TextLabel(TextRole::Prompt, Tone::Text, this))
    , m_answer(new TextLabel(TextRole::Body, Tone::Text2, this))
    , m_askRow(new QWidget(this))
    , m_ask(new QLineEdit(this))
    , m_send(new QPushButton(this))
    , m_time(new CostNumber(&Theme::time, this))
    , m_energy(new CostNumber(&Theme::energy, this))
    , m_tokens(new CostNumber(&Theme::tokens, this))
    , m_money(new CostNumber(&Theme::money, this))
    , m_phases(new PhaseBar(this))
{
    setObjectName(QStringLiteral("card"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(10);
    auto *top = new QHBoxLayout;
    top->setSpacing(24);
    top->addLayout(makeWords(), 1);
    top->addLayout(makeCosts());
    layout->addLayout(top);
    layout->addWidget(m_phases);
    connect(m_ask, &QLineEdit::returnPressed, this, &LastAnswerCard::ask);
    connect(m_ask, &QLineEdit::textChanged, this, &LastAnswerCard::refresh);
    connect(m_send, &QPushButton::clicked, this, &LastAnswerCard::ask);
    retranslate();
}

QLayout *LastAnswerCard::makeWords()
{
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_where, 1);
    m_where->setElided(true);
    words->addLayout(head);
    words->addWidget(m_prompt);
    words->addWidget(m_answer);
    m_prompt->setElided(true);
    m_prompt->setFromOutside();
    m_answer->setWordWrap(true);
    m_answer->setFixedHeight(38);
    m_answer->installEventFilter(this);
    m_answer->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_answer->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(m_askRow);
    row->setContentsMargins(0, 2, 0, 2);
    row->addWidget(m_ask, 1);
    row->addWidget(m_send);
    m_send->setProperty("kind", QStringLiteral("primary"));
    words->addWidget(m_askRow);
    words->addStretch();
    return words;
}

QLayout *LastAnswerCard::makeCosts()
{
    auto *costs = new QHBoxLayout;
    costs->setSpacing(10);
    for (CostNumber *number : {m_time, m_energy, m_tokens, m_money})
        costs->addWidget(number, 0, Qt::AlignTop);
    m_money->setUnitFirst(true);
    m_money->setMinimumWidth(160);
    return costs;
}

void LastAnswerCard::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->prompts()->disconnect(this);
    }
    m_kit = std::move(kit);
    if (m_kit) {
        connect(m_kit->prompts(), &PromptHistory::entryChanged, this, &LastAnswerCard::refresh);
        connect(m_kit->prompts(), &QAbstractItemModel::rowsInserted, this, &LastAnswerCard::refresh);
        connect(m_kit.get(), &KitContext::stateChanged, this, &LastAnswerCard::refresh);
        connect(m_kit.get(), &KitContext::powerChanged, this, &LastAnswerCard::refresh);
    }
    refresh();
}

void LastAnswerCard::ask()
{
    if (!m_kit || !m_send->isEnabled())
        return;
    device_link::PromptRequest request;
    request.text = m_ask->text().trimmed();
    m_kit->prompts()->ask(request);
    m_ask->clear();
}

void LastAnswerCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

bool LastAnswerCard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_answer && event->type() == QEvent::Resize)
        refresh();
    return QFrame::eventFilter(watched, event);
}

void LastAnswerCard::retranslate()
{
    setAccessibleName(tr("Last answer"));
    m_title->setText(tr("Last answer"));
    m_ask->setPlaceholderText(tr("Ask the kit something"));
    m_ask->setAccessibleName(tr("Prompt"));
    m_send->setText(tr("Ask"));
    m_time->setLabel(tr("First token"));
    m_energy->setLabel(tr("Energy"));
    m_tokens->setLabel(tr("Tokens"));
    m_money->setLabel(tr("Charge"));
    refresh();
}

void LastAnswerCard::refresh()
{
    const PromptEntry *entry = m_kit ? m_kit->prompts()->last() : nullptr;
    refreshWords(entry);
    refreshCosts(entry);
    m_phases->setPhases(entry ? phasesOf(*entry) : QList<PromptPhase>());
    const bool ready = m_kit && m_kit->session()->promptRunner()
        && m_kit->session()->state() == device_link::SessionState::Connected;
    m_send->setEnabled(ready && !m_ask->text().trimmed().isEmpty());
    m_ask->setEnabled(ready);
}

void LastAnswerCard::refreshWords(const PromptEntry *entry)
{
    const bool replay = m_kit && m_kit->session()->isReplay();
    m_askRow->setVisible(!entry && !replay);
    m_answer->setVisible(entry);
    if (!entry) {
        m_where->setText({});
        const bool missing = m_kit && !m_kit->session()->promptRunner()
            && m_kit->session()->state() == device_link::SessionState::Connected;
        m_prompt->setText(missing ? whatLacks(*m_kit->session(), device_link::Capability::PromptRunner).what
                                  : tr("Type a prompt to see what one answer costs"));
        m_prompt->setToolTip({});
        return;
    }
    QStringList where{u'#' + QString::number(entry->number)};
    where.append(clockTime(entry->askedOfDayNs, 0));
    if (!entry->run.model.isEmpty())
        where.append(entry->run.model);
    if (entry->run.tier)
        where.append(tr("%1 tier").arg(tierWord(*entry->run.tier)));
    if (!entry->error && entry->run.finished() && entry->run.finish != QStringLiteral("stop"))
        where.append(finishWord(entry->run.finish));
    m_where->setText(where.join(QStringLiteral("   ")));
    m_prompt->setText(entry->run.text.simplified());
    m_prompt->setToolTip(entry->run.text);
    if (entry->error) {
        m_answer->setTone(Tone::Error);
        m_answer->setText(faultText(*entry->error).what + u' ' + faultText(*entry->error).next);
        return;
    }
    m_answer->setTone(Tone::Text2);
    // Two lines: what does not fit is in the transcript.
    const QString answer = entry->run.answer().simplified();
    const int room = std::max(40, m_answer->width() * 2 - 60);
    m_answer->setText(m_answer->fontMetrics().elidedText(answer, Qt::ElideRight, room));
}

void LastAnswerCard::refreshCosts(const PromptEntry *entry)
{
    const bool replay = m_kit && m_kit->session()->isReplay();
    const QString none = replay ? tr("No answer is in the recording") : tr("No answer in this session yet");
    const Costs costs = entry ? costsOf(*entry) : Costs{unknown(), unknown(), unknown(), unknown()};
    QString last;
    QString perToken;
    QString split;
    QString price;
    const bool unmeasured = entry && !entry->energy && !replay && !(entry->running && m_kit->measuring());
    if (entry) {
        if (entry->metrics.e2eDev)
            last = tr("%1 to the last").arg(text(si(*entry->metrics.e2eDev / 1e3, QStringLiteral("s"), 3)));
        if (entry->energy && entry->energy->mjPerOutputToken)
            perToken = tr("%1 per token")
                           .arg(text({significant(*entry->energy->mjPerOutputToken, 3), QStringLiteral("mJ")}));
        else if (entry->running && m_kit->measuring())
            perToken = tr("counting");
        else if (unmeasured)
            perToken = tr("not measured");
        else if (energyIsPart(*entry))
            perToken = tr("measured in part");
        if (!entry->run.usage && !entry->run.tokens.isEmpty())
            split = tr("%1 out so far").arg(integer(entry->run.tokens.size()));
        if (entry->run.usage)
            split = tr("%1 in, %2 out")
                        .arg(integer(entry->run.usage->promptTokens), integer(entry->run.usage->completionTokens));
        if (entry->cost)
            price = tr("committed, price %1").arg(entry->cost->priceVersion);
    }
    m_time->setValue(costs.time, last, entry ? QString() : none);
    // Of a meter: its voltage is what energy follows from.
    const bool set = entry && entry->energy && m_kit->session()->voltageIsSet();
    m_energy->setLabel(set ? tr("Energy, voltage set") : tr("Energy"));
    m_energy->setValue(costs.energy, perToken,
        set ? tr("The voltage is the one set on the meter, not measured; so is what follows from it")
            : entry && !entry->energy ? replay ? tr("The recording does not hold all of its energy")
                : unmeasured ? tr("No samples of its time: the stream in Power was stopped, or the kit is away")
                             : tr("Energy is known when the radio is quiet again")
            : entry ? QString()
                                      : none);
    m_tokens->setLabel(entry && tokensAreCharged(*entry) ? tr("Tokens charged") : tr("Tokens"));
    m_tokens->setValue(costs.tokens, split, entry ? QString() : none);
    m_money->setValue(costs.money, price, entry ? QString() : none);
}

} // namespace widgets
