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

void LinkBanner::showLoss(device_link::LinkLoss loss, const std::optional<device_link::Error> &error)
{
    using device_link::LinkLoss;
    const QString details = error ? faultDetails(*error) : QString();
    const QString kept
        = tr("The link joins up by itself when the kit is back. What is on screen stays, until a restart "
             "of the kit begins the graphs anew.");
    switch (loss) {
    case LinkLoss::Restarting:
        return showMessage(Severity::Warning, tr("%1 is restarting.").arg(m_kit->alias()),
            tr("The link joins up by itself; its clock and the graphs begin anew."));
    case LinkLoss::Silent:
        return showMessage(Severity::Error, tr("%1 does not answer.").arg(m_kit->alias()),
            tr("The port is there. Reset the kit if it stays silent.") + u' ' + kept, details);
    case LinkLoss::OtherKit:
        return showMessage(Severity::Error, tr("Another kit is where %1 was.").arg(m_kit->alias()),
            tr("Plug %1 in there again; the link joins up by itself.").arg(m_kit->alias()), details);
    case LinkLoss::Held:
        return showMessage(Severity::Error, tr("Another program has the port of %1 open.").arg(m_kit->alias()),
            tr("%1. Close that program; the link joins up by itself.").arg(error ? error->detail() : QString()));
    case LinkLoss::None:
    case LinkLoss::Gone: break;
    }
    showMessage(Severity::Error, tr("%1 is unplugged.").arg(m_kit->alias()), kept, details);
}

void LinkBanner::showNotConnected()
{
    const bool untouched = m_kit->session()->identity() == device_link::KitIdentity();
    const QString what = m_kit->usbSerial().isEmpty() ? tr("%1 is not connected.")
        : untouched                                   ? tr("%1 is plugged in and not connected.")
                                                      : tr("%1 is disconnected.");
    showMessage(Severity::Notice, what.arg(m_kit->alias()), untouched ? tr("Nothing was sent to it yet.") : QString(),
        {}, tr("Connect"));
}

void LinkBanner::refresh()
{
    if (!m_kit)
        return clear();
    const SessionState state = m_kit->session()->state();
    const std::optional<device_link::Error> error = m_kit->session()->lastError();
    if (state == SessionState::Lost) {
        showLoss(m_kit->session()->loss(), error);
    } else if (m_kit->openError()) {
        showError(*m_kit->openError(), tr("Try again"));
    } else if (state == SessionState::Failed && error) {
        showError(*error, tr("Try again"));
    } else if (state == SessionState::Closed && !m_kit->wanted()) {
        showNotConnected();
    } else {
        clear();
    }
}

} // namespace widgets
