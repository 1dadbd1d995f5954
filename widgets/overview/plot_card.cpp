// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview/plot_card.h"

#include "widgets/kit/axis_clock.h"
#include "widgets/kit/follow_switch.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/offers.h"
#include "widgets/overview/plot_legend.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QEvent>
#include <QHBoxLayout>

namespace widgets {

PlotCard::PlotCard(FrameClock *clock, QWidget *parent)
    : Card(parent)
    , m_legend(new PlotLegend(this))
    , m_follow(new FollowSwitch(this))
    , m_plot(new LanePlot({Lane::Current, Lane::Radio, Lane::Tokens}, clock, this))
{
    titleRow()->addWidget(m_legend);
    titleRow()->addWidget(m_follow);
    body()->addWidget(m_plot, 1);
    refresh();
}

void PlotCard::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->window()->disconnect(this);
    }
    m_kit = std::move(kit);
    m_plot->setWindow(m_kit ? m_kit->window() : nullptr);
    m_plot->setAxisClock(m_kit ? m_kit->model<AxisClock>() : nullptr);
    m_follow->setKit(m_kit.get());
    m_plot->setTimeline(m_kit ? m_kit->timeline() : nullptr);
    if (m_kit) {
        connect(m_kit.get(), &KitContext::storeChanged, this, &PlotCard::refresh);
        connect(m_kit.get(), &KitContext::powerChanged, this, &PlotCard::refresh);
        connect(m_kit.get(), &KitContext::stateChanged, this, &PlotCard::refresh);
        connect(m_kit.get(), &KitContext::wallClockChanged, this, [this] { m_plot->setWallClock(m_kit->wallClock()); });
        connect(m_kit->window(), &TimeWindow::changed, this, &PlotCard::refreshTitle);
        connect(m_kit->window(), &TimeWindow::followingChanged, this, &PlotCard::refreshTitle);
        m_plot->setWallClock(m_kit->wallClock());
    }
    refresh();
}

void PlotCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

void PlotCard::refresh()
{
    const auto store = m_kit ? m_kit->store() : nullptr;
    m_plot->setStore(store);
    QString note;
    if (!store) {
        const bool connected = m_kit && m_kit->session()->state() == device_link::SessionState::Connected;
        const bool offered = m_kit && offers(*m_kit->session(), device_link::Capability::PowerSource);
        note = tr("No samples yet.");
        if (connected && !offered) {
            const NotOffered words = whatLacks(*m_kit->session(), device_link::Capability::PowerSource);
            note = words.next.isEmpty() ? words.what : QString(words.what + u' ' + words.next);
        }
    }
    m_plot->setNote(note);
    refreshTitle();
}

void PlotCard::refreshTitle()
{
    const std::int64_t span = m_kit ? m_kit->window()->spanNs() : TimeWindow::kDefaultSpanNs;
    const bool following = !m_kit || m_kit->window()->following();
    const bool replay = m_kit && m_kit->session()->isReplay(); // which neither goes on nor is held
    setTitle((replay    ? following ? tr("The last %1 of the recording") : tr("%1 of the recording")
               : following ? tr("The last %1")
                        : tr("%1, held"))
                 .arg(duration(span)));
}

} // namespace widgets
