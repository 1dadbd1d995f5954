// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/prompts/prompts_panel.h"

#include "widgets/common/card.h"
#include "widgets/common/empty_state.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/focus_handover.h"
#include "widgets/common/keep_clear.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/power/region_context.h"
#include "widgets/prompts/composer.h"
#include "widgets/prompts/explain_card.h"
#include "widgets/prompts/gap_legend.h"
#include "widgets/prompts/transcript.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

namespace widgets {
namespace {
constexpr int kExplainWidth = 330;
}

PromptsPanel::PromptsPanel(QWidget *parent)
    : QWidget(parent)
    , m_banner(new ErrorBanner(this))
    , m_card(new Card(this))
    , m_legend(new GapLegend(this))
    , m_empty(new EmptyState(this))
    , m_examples(makeExamples())
    , m_transcript(new Transcript(this))
    , m_composer(new Composer(this))
    , m_explain(new ExplainCard(this))
{
    m_composer->setProperty(kKeepClear, true); // one can ask on one's own while the tour waits
    setTourTarget(m_transcript, {QStringLiteral("prompt")});
    setTourTarget(m_explain, {QStringLiteral("prompt")});
    m_card->titleRow()->addWidget(m_legend);
    m_empty->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_card->body()->addWidget(m_empty);
    m_card->body()->addWidget(m_examples, 1);
    m_card->body()->addWidget(m_transcript, 1);
    m_card->body()->addWidget(m_composer);
    m_explain->setFixedWidth(kExplainWidth);
    auto *content = new QWidget(this);
    auto *outer = new QVBoxLayout(content);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(12);
    outer->addWidget(m_banner);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(12);
    columns->addWidget(m_card, 1);
    columns->addWidget(m_explain);
    outer->addLayout(columns, 1);
    m_stack = new OfferedStack(device_link::Capability::PromptRunner, content, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    handFocusTo(this, m_composer);
    connect(m_banner, &ErrorBanner::actionTriggered, this, [this] {
        if (const PromptEntry *last = m_kit ? m_kit->prompts()->last() : nullptr)
            m_composer->askAgain(last->run.text);
    });
    connect(m_explain, &ExplainCard::measureAsked, this, &PromptsPanel::showOnAxis);
    connect(m_explain, &ExplainCard::stepAsked, this, &PromptsPanel::explainNext);
    connect(m_transcript, &Transcript::clicked, this, &PromptsPanel::explain);
    retranslate();
}

QWidget *PromptsPanel::makeExamples()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    constexpr int kExamples = 3;
    for (int i = 0; i < kExamples; ++i) {
        auto *button = new QPushButton(box);
        m_exampleButtons.append(button);
        layout->addWidget(button, 0, Qt::AlignLeft);
        connect(button, &QPushButton::clicked, this, [this, button] {
            m_composer->setText(button->text());
            m_composer->focusText();
        });
    }
    layout->addStretch();
    return box;
}

void PromptsPanel::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->prompts()->disconnect(this);
    }
    m_kit = std::move(kit);
    m_explained.clear();
    m_transcript->setKit(m_kit);
    m_composer->setKit(m_kit);
    m_stack->setSession(m_kit ? m_kit->session() : nullptr);
    if (m_kit) {
        connect(m_kit->prompts(), &PromptHistory::entryChanged, this, &PromptsPanel::refresh);
        connect(m_kit->prompts(), &PromptHistory::finished, this, &PromptsPanel::refreshError);
        connect(m_kit->prompts(), &QAbstractItemModel::rowsInserted, this, [this] {
            m_banner->clear();
            m_explained.clear(); // who asks wants to see what it takes
            refresh();
        });
        connect(m_kit.get(), &KitContext::stateChanged, this, &PromptsPanel::refresh);
        connect(m_kit.get(), &KitContext::powerChanged, this, &PromptsPanel::refresh);
    }
    m_banner->clear();
    refresh();
}

void PromptsPanel::showOnAxis()
{
    const int row = explainedRow();
    if (row < 0)
        return;
    measurePrompt(*m_kit, m_kit->prompts()->at(row));
    Q_EMIT shownOnAxis();
}

int PromptsPanel::explainedRow() const
{
    const int last = m_kit ? m_kit->prompts()->rowCount() - 1 : -1;
    for (int row = m_explained.isEmpty() ? -1 : last; row >= 0; --row) {
        if (m_kit->prompts()->at(row).run.id == m_explained)
            return row;
    }
    return last;
}

void PromptsPanel::explain(int row)
{
    const PromptHistory *prompts = m_kit ? m_kit->prompts() : nullptr;
    if (!prompts || row < 0 || row >= prompts->rowCount())
        return;
    m_explained = row == prompts->rowCount() - 1 ? QString() : prompts->at(row).run.id;
    refresh();
}

bool PromptsPanel::canExplainNext(int step) const
{
    const int row = explainedRow();
    return row >= 0 && row + step >= 0 && row + step < m_kit->prompts()->rowCount();
}

void PromptsPanel::explainNext(int step)
{
    if (canExplainNext(step))
        explain(explainedRow() + step);
}

void PromptsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PromptsPanel::retranslate()
{
    m_card->setTitle(tr("Transcript"));
    m_empty->setText(
        tr("No answers yet."), tr("Type a prompt to see what one answer costs, or start with one of these."));
    const QStringList examples{tr("Tell me a bedtime story about a brave little bear."),
        tr("What should I do if I get lost in the park?"), tr("Why is the sky blue?")};
    for (int i = 0; i < m_exampleButtons.size(); ++i)
        m_exampleButtons.at(i)->setText(examples.at(i));
    m_explain->retranslate();
    if (!m_banner->isHidden())
        refreshError();
    m_legend->updateGeometry();
    refresh();
}

void PromptsPanel::refresh()
{
    const PromptEntry *last = m_kit ? m_kit->prompts()->last() : nullptr;
    const bool replay = m_kit && m_kit->session()->isReplay();
    m_stack->setKept(replay && last);
    m_composer->setVisible(!replay);
    if (last && m_examples->isAncestorOf(QApplication::focusWidget()))
        m_composer->focusText(); // not to whatever comes next when the examples go
    m_empty->setVisible(!last);
    m_examples->setVisible(!last);
    m_legend->setVisible(last);
    m_transcript->setVisible(last);
    m_explain->setVoltageSet(m_kit && m_kit->session()->voltageIsSet());
    m_explain->setMeasuring(m_kit && m_kit->measuring());
    const int row = explainedRow();
    const PromptEntry *explained = row < 0 ? nullptr : &m_kit->prompts()->at(row);
    m_explain->setEntry(explained, !explained || explained->run.bootId == axisBoot(*m_kit));
    m_explain->setNeighbours(canExplainNext(-1), canExplainNext(1));
    m_transcript->setMarked(m_explained.isEmpty() ? -1 : row);
    m_explain->setSimulated(m_kit && m_kit->origin() == Origin::Simulated);
}

void PromptsPanel::refreshError()
{
    const PromptEntry *last = m_kit ? m_kit->prompts()->last() : nullptr;
    if (last && last->error && last->error->fault() != device_link::Fault::Cancelled)
        m_banner->showError(*last->error, last->run.text.isEmpty() ? QString() : tr("Ask again"));
    else
        m_banner->clear();
}

} // namespace widgets
