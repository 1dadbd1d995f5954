// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/modem_manager_loan.h"

#include "widgets/kit/kit_context.h"

#include <algorithm>
#include <utility>

namespace widgets {

using device_link::Error;
using device_link::ModemManagerInhibition;
using device_link::SessionState;

bool heldByModemManager(const Error &error)
{
    // Nothing else is mended by stopping ModemManager, and the detail is a text for people.
    return error.fault() == device_link::Fault::HeldByOther
        && error.remedy() == device_link::modemManagerFault({}, {}).remedy();
}

ModemManagerLoan::ModemManagerLoan(KitContext *kit)
    : QObject(kit)
    , m_kit(kit)
{
    connect(kit, &KitContext::stateChanged, this, &ModemManagerLoan::onKitState);
}

ModemManagerLoan::~ModemManagerLoan() { m_stop.request_stop(); }

std::stop_token ModemManagerLoan::beginAsking()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_refusal.reset();
    m_asking = true;
    Q_EMIT changed();
    return m_stop.get_token();
}

void ModemManagerLoan::stopAsking()
{
    m_stop.request_stop();
    if (std::exchange(m_asking, false))
        Q_EMIT changed();
}

bool ModemManagerLoan::take(const std::stop_token &asked, const device_link::ModemManagerLoans &loans)
{
    if (asked.stop_requested())
        return false;
    m_asking = false;
    for (const std::shared_ptr<ModemManagerInhibition> &loan : loans.held)
        keep(loan);
    if (!loans.refused.isEmpty())
        m_refusal = loans.refused.constFirst();
    Q_EMIT changed();
    return true;
}

void ModemManagerLoan::keep(const std::shared_ptr<ModemManagerInhibition> &loan)
{
    m_held.push_back(loan);
    connect(loan.get(), &ModemManagerInhibition::lost, this, [this, ended = loan.get()](const Error &error) {
        Q_EMIT lost(error);
        // Not from within its own signal.
        const auto drop = [this, ended] {
            std::erase_if(m_held, [ended](const auto &each) { return each.get() == ended; });
            Q_EMIT changed();
        };
        QMetaObject::invokeMethod(this, drop, Qt::QueuedConnection);
    });
}

void ModemManagerLoan::onKitState()
{
    if (!m_kit->wanted()) {
        m_held.clear();
        m_refusal.reset();
        stopAsking();
    } else if (m_kit->session()->state() == SessionState::Connected) {
        m_refusal.reset();
    }
}

} // namespace widgets
