// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_token_account.h"

#include "device_link/protocols/kit_token_account.h"

#include <algorithm>

namespace device_link {

RecordedTokenAccount::RecordedTokenAccount(const std::vector<KitEvent> &events, const RecordingFileInfo &info)
{
    m_last.unit = QStringLiteral("token");
    m_last.currency = info.price.currency;
    m_last.priceMicroPerMillionTokens = info.price.microPerMillionTokens;
    m_last.priceVersion = info.price.version;
    if (info.begin && info.begin->account) {
        m_last.balanceMicro = info.begin->account->balanceMicro;
        m_last.reservedMicro = info.begin->account->reservedMicro;
        m_last.lastEntry = info.begin->account->lastEntry;
        m_last.kitTimeNs = info.begin->kitTimeNs;
        m_atBegin = m_last;
    }
    for (const KitEvent &event : events) {
        if (event.name != QLatin1String("ledger"))
            continue;
        const Result<LedgerEntry> entry = parseLedgerEvent(event);
        // After a lost link some come twice; one that was on its way when the recording began is in the state of then.
        if (entry && entry->number > m_last.lastEntry) {
            m_entries.append(*entry);
            follow(*entry);
        }
    }
}

void RecordedTokenAccount::follow(const LedgerEntry &entry)
{
    m_last.balanceMicro = entry.balanceMicro;
    m_last.reservedMicro = entry.reservedMicro;
    m_last.lastEntry = entry.number;
    m_last.kitTimeNs = entry.kitTimeNs;
}

void RecordedTokenAccount::tellAll()
{
    if (m_atBegin)
        Q_EMIT changed(*m_atBegin);
    for (const LedgerEntry &entry : std::as_const(m_entries)) {
        follow(entry);
        Q_EMIT changed(m_last);
    }
}

QCoro::Task<Result<AccountState>> RecordedTokenAccount::read(std::stop_token) { co_return m_last; }

QCoro::Task<Result<QList<LedgerEntry>>> RecordedTokenAccount::ledger(quint64 from, quint64 limit, std::stop_token)
{
    QList<LedgerEntry> found;
    for (const LedgerEntry &entry : std::as_const(m_entries)) {
        if (limit > 0 && quint64(found.size()) >= limit)
            break;
        if (entry.number >= from)
            found.append(entry);
    }
    co_return found;
}

} // namespace device_link
