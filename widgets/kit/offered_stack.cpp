// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/offered_stack.h"

#include "widgets/common/empty_state.h"
#include "widgets/kit/offers.h"
#include "widgets/text/words.h"

#include <QEvent>

#include <utility>

namespace widgets {

using device_link::KitSession;
using device_link::SessionState;

OfferedStack::OfferedStack(device_link::Capability capability, QWidget *content, QWidget *parent)
    : QStackedWidget(parent)
    , m_capability(capability)
    , m_empty(new EmptyState(this))
{
    addWidget(content);
    addWidget(m_empty);
    refresh();
}

void OfferedStack::setSession(std::shared_ptr<KitSession> session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = std::move(session);
    if (m_session) {
        connect(m_session.get(), &KitSession::capabilitiesChanged, this, &OfferedStack::refresh);
        connect(m_session.get(), &KitSession::stateChanged, this, &OfferedStack::refresh);
    }
    refresh();
}

void OfferedStack::setKept(bool kept)
{
    if (std::exchange(m_kept, kept) != kept)
        refresh();
}

QString OfferedStack::sentence() const { return offered() ? QString() : m_empty->what(); }

void OfferedStack::changeEvent(QEvent *event)
{
    QStackedWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

void OfferedStack::refresh()
{
    if (m_session && (m_kept || offers(*m_session, m_capability))) {
        setCurrentIndex(0);
        return;
    }
    const bool connected = m_session && m_session->state() == SessionState::Connected;
    if (connected && m_session->isReplay()) {
        m_empty->setText(tr("This is a recording, and nothing of this panel is in it."),
            tr("Power, Latency, Tokens, Prompts and Log show what a recording can hold. For the rest choose a kit."));
    } else if (connected) {
        const NotOffered words = notOffered(m_capability);
        m_empty->setText(words.what, words.next);
    } else if (m_session && m_session->state() == SessionState::Connecting) {
        m_empty->setText(tr("Connecting to the kit."), tr("Its figures appear here as soon as it answers."));
    } else if (m_session && m_session->isReplay()) {
        m_empty->setText(tr("This recording did not open."),
            tr("The reason is told above. Open another one, or remove this one from the list."));
    } else {
        m_empty->setText(tr("No kit is connected."), tr("Plug it in, or start the workbench with --device."));
    }
    setCurrentIndex(1);
}

} // namespace widgets
