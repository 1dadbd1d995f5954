// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/link_banner.h"

#include "widgets/kit/kit_context.h"
#include "widgets/text/fault_text.h"

#include <QEvent>

namespace widgets {

using device_link::SessionState;

LinkBanner::LinkBanner(QWidget *parent)
    : ErrorBanner(parent)
{
    connect(this, &ErrorBanner::actionTriggered, this, [this] {
        if (m_kit)
            m_kit->open();
    });
}

void LinkBanner::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit)
        m_kit->disconnect(this);
    m_kit = std::move(kit);
    if (m_kit)
        connect(m_kit.get(), &KitContext::stateChanged, this, &LinkBanner::refresh);
    refresh();
}

void LinkBanner::changeEvent(QEvent *event)
{
    ErrorBanner::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

void LinkBanner::refresh()
{
    if (!m_kit)
        return clear();
    const SessionState state = m_kit->session()->state();
    const std::optional<device_link::Error> error = m_kit->session()->lastError();
    if (state == SessionState::Lost) {
        showMessage(Severity::Error, tr("%1 is unplugged.").arg(m_kit->alias()),
            tr("What was measured is kept; the link joins up by itself when the kit returns."),
            error ? faultDetails(*error) : QString());
    } else if (m_kit->openError()) {
        showError(*m_kit->openError(), tr("Try again"));
    } else if (state == SessionState::Failed && error) {
        showError(*error, tr("Try again"));
    } else {
        clear();
    }
}

} // namespace widgets
