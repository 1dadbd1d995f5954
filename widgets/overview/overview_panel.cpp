// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview/overview_panel.h"

#include "widgets/common/keep_clear.h"
#include "widgets/overview/account_card.h"
#include "widgets/overview/brain_card.h"
#include "widgets/overview/connectivity_card.h"
#include "widgets/overview/identity_card.h"
#include "widgets/overview/last_answer_card.h"
#include "widgets/overview/plot_card.h"

#include <QVBoxLayout>

namespace widgets {
namespace {
constexpr int kSpacing = 12;
constexpr int kMinPlotHeight = 186;
} // namespace

OverviewPanel::OverviewPanel(FrameClock *clock, QWidget *parent)
    : QScrollArea(parent)
    , m_answer(new LastAnswerCard)
    , m_cards{new BrainCard, new IdentityCard, new AccountCard, new ConnectivityCard}
    , m_plot(new PlotCard(clock))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    auto *content = new QWidget;
    content->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpacing);
    layout->addWidget(m_answer);
    auto *row = new QHBoxLayout;
    row->setSpacing(kSpacing);
    for (OverviewCard *card : m_cards) {
        card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        setTourTarget(card, {QStringLiteral("connect"), QStringLiteral("reset")});
        row->addWidget(card, 1);
    }
    layout->addLayout(row);
    m_plot->setMinimumHeight(kMinPlotHeight);
    layout->addWidget(m_plot, 1);
    setWidget(content);
}

void OverviewPanel::setKit(std::shared_ptr<KitContext> kit)
{
    m_answer->setKit(kit);
    for (OverviewCard *card : m_cards)
        card->setKit(kit);
    m_plot->setKit(kit);
}

} // namespace widgets
