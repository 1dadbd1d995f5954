// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_token_account.h"

#include "device_link/protocols/kit_token_account.h"

#include <algorithm>

namespace device_link {

RecordedTokenAccount::RecordedTokenAccount(const std::vector<KitEvent> &events, const RecordedPrice &price)
{
    m_last.unit = QStringLiteral("token");
    m_last.currency = price.currency;
    m_last.priceMicroPerMillionTokens = price.microPerMillionTokens;
    m_last.priceVersion = price.version;
    for (const KitEvent &event : events) {
        if (event.name != QLatin1String("ledger"))
            continue;
        const Result<LedgerEntry> entry = parseLedgerEvent(event);
        // After a lost link some come twice.
        if (entry && (m_entries.isEmpty() || entry->number > m_entries.last().number))
            m_entries.append(*entry);
    }
    if (!m_entries.isEmpty())
        follow(m_entries.last());
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
