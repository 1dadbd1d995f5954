// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview/overview_card.h"

#include "widgets/common/fact_list.h"
#include "widgets/common/number_label.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"

#include <QEvent>
#include <QVBoxLayout>

namespace widgets {

OverviewCard::OverviewCard(const QString &iconName, QWidget *graph, QWidget *parent)
    : Card(parent)
    , m_number(new NumberLabel(TextRole::CardNumber, this))
    , m_numberRow(new QHBoxLayout)
    , m_line(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_facts(new FactList(3, this))
{
    setIcon(iconName);
    m_line->setElided(true);
    m_line->setFixedHeight(18); // the same in every card, whatever script it is in
    body()->setSpacing(2);
    m_numberRow->addWidget(m_number);
    m_numberRow->addStretch();
    body()->addLayout(m_numberRow);
    body()->addWidget(m_line);
    body()->addSpacing(6);
    if (graph) {
        graph->setParent(this);
        body()->addWidget(graph);
    }
    body()->addStretch();
    body()->addWidget(m_facts);
}

void OverviewCard::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->facts()->disconnect(this);
        m_kit->prompts()->disconnect(this);
    }
    m_kit = std::move(kit);
    if (m_kit) {
        connect(m_kit.get(), &KitContext::stateChanged, this, [this] {
            // The last figures stay, in quiet ink, while the kit is away.
            setEnabled(m_kit->session()->state() != device_link::SessionState::Lost);
            refresh();
        });
        connect(m_kit->facts(), &KitFacts::changed, this, [this] { refresh(); });
        connect(m_kit->prompts(), &PromptHistory::finished, this, [this] { refresh(); });
    }
    bind();
    refresh();
}

bool OverviewCard::isReplay() const { return m_kit && m_kit->session()->isReplay(); }

void OverviewCard::setAction(QWidget *button) { m_numberRow->addWidget(button, 0, Qt::AlignVCenter); }

void OverviewCard::setLine(const QString &line)
{
    m_line->setText(line);
    m_line->setToolTip(line);
}

void OverviewCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
}

} // namespace widgets
