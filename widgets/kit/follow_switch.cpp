// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/follow_switch.h"

#include "widgets/kit/kit_context.h"

#include <QEvent>

namespace widgets {

namespace {
constexpr int kHold = 0;
constexpr int kFollow = 1;
} // namespace

FollowSwitch::FollowSwitch(QWidget *parent)
    : Segmented(2, parent)
{
    setObjectName(QStringLiteral("follow"));
    connect(this, &Segmented::chosen, this, [this](int index) {
        if (m_kit)
            m_kit->window()->setFollowing(index == kFollow);
    });
    retranslate();
    refresh();
}

void FollowSwitch::setKit(KitContext *kit)
{
    if (m_kit)
        m_kit->window()->disconnect(this);
    m_kit = kit;
    if (m_kit)
        connect(m_kit->window(), &TimeWindow::followingChanged, this, &FollowSwitch::refresh);
    setVisible(!m_kit || !m_kit->session()->isReplay());
    refresh();
}

void FollowSwitch::changeEvent(QEvent *event)
{
    Segmented::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void FollowSwitch::retranslate()
{
    setLabel(kHold, tr("Hold"));
    setLabel(kFollow, tr("Follow"));
}

void FollowSwitch::refresh() { setCurrent(!m_kit || m_kit->window()->following() ? kFollow : kHold); }

} // namespace widgets
