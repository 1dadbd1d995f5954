// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/burn_down_card.h"

#include "widgets/common/segmented.h"
#include "widgets/kit/follow_switch.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/units.h"
#include "widgets/tokens/burn_down_legend.h"
#include "widgets/tokens/burn_down_plot.h"
#include "widgets/tokens/ledger_feed.h"

#include <QHBoxLayout>

#include <array>

namespace widgets {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::array<std::int64_t, 4> kSpans{20 * kSecond, 60 * kSecond, 600 * kSecond, 3600 * kSecond};
constexpr int kAll = static_cast<int>(kSpans.size());

} // namespace

BurnDownCard::BurnDownCard(QWidget *parent)
    : Card(parent)
    , m_follow(new FollowSwitch(this))
    , m_spans(new Segmented(kAll + 1, this))
    , m_legend(new BurnDownLegend(this))
    , m_plot(new BurnDownPlot(this))
{
    titleRow()->addWidget(m_follow);
    titleRow()->addWidget(m_spans);
    body()->addWidget(m_plot, 1);
    body()->addWidget(m_legend);
    m_plot->setObjectName(QStringLiteral("burnDown"));
    m_legend->setObjectName(QStringLiteral("burnDownLegend"));
    connect(m_spans, &Segmented::chosen, this, &BurnDownCard::chooseSpan);
    connect(m_plot, &BurnDownPlot::projectionChanged, this, &BurnDownCard::refreshLegend);
    retranslate();
    refreshSpan();
}

void BurnDownCard::setKit(KitContext *kit)
{
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->window()->disconnect(this);
    }
    m_kit = kit;
    m_plot->setWindow(kit ? kit->window() : nullptr);
    m_plot->setRegions(kit ? kit->model<RegionModel>() : nullptr);
    m_plot->setMark(std::nullopt);
    m_follow->setKit(kit);
    m_plot->setWallClock(kit ? kit->wallClock() : WallClock());
    if (kit) {
        connect(kit->window(), &TimeWindow::changed, this, &BurnDownCard::refreshSpan);
        connect(kit, &KitContext::wallClockChanged, this, [this] { m_plot->setWallClock(m_kit->wallClock()); });
    }
    refreshSpan();
}

void BurnDownCard::retranslate()
{
    setTitle(tr("Burn-down"));
    const QStringList spans{
        QStringLiteral("20 s"), QStringLiteral("1 min"), QStringLiteral("10 min"), QStringLiteral("1 h")};
    for (int i = 0; i < kAll; ++i)
        m_spans->setLabel(i, spans.at(i));
    m_spans->setLabel(kAll, tr("All"));
    m_plot->retranslate();
    refreshLegend();
}

void BurnDownCard::refresh(LedgerFeed *feed)
{
    if (!feed) {
        m_pace.reset();
        m_plot->setSteps({}, 0, {});
        return refreshLegend();
    }
    const bool away = feed->lostForNs().has_value();
    m_pace = away ? std::nullopt : feed->pace(); // nobody knows what it spends meanwhile
    m_plot->setHeard(!away);
    m_plot->setSteps(feed->steps(), feed->nowNs(), m_pace);
    refreshLegend();
}

void BurnDownCard::refreshLegend()
{
    QString pace;
    if (m_pace && m_plot->scene().ahead)
        pace = tr("about, at the pace of the last %1").arg(duration(m_pace->overNs / kSecond * kSecond));
    m_legend->setWords(tr("balance"), tr("available while some is reserved"), pace);
}

void BurnDownCard::refreshSpan()
{
    int index = -1;
    for (int i = 0; i < kAll; ++i) {
        if (m_kit && kSpans.at(static_cast<std::size_t>(i)) == m_kit->window()->spanNs())
            index = i;
    }
    if (index != m_spans->current())
        m_spans->setCurrent(index);
}

void BurnDownCard::chooseSpan(int index)
{
    if (!m_kit)
        return;
    if (index == kAll)
        m_plot->showAll();
    else
        m_kit->window()->setSpan(kSpans.at(static_cast<std::size_t>(index)));
    refreshSpan();
}

} // namespace widgets
