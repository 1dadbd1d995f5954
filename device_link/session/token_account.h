// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QCoroTask>
#include <QObject>

#include <stop_token>

namespace device_link {

/// The token account as the kit keeps it. Amounts are integer micro-units of `unit` (never floating point).
struct AccountState {
    QString account;          ///< account id (the EID it belongs to)
    QString unit;             ///< "token"
    qint64 balanceMicro = 0;  ///< committed balance
    qint64 reservedMicro = 0; ///< open reservations
    qint64 availableMicro() const { return balanceMicro - reservedMicro; }
    QString currency;                      ///< "CNY"
    qint64 priceMicroPerMillionTokens = 0; ///< micro-units of currency per 1 000 000 tokens, of the price version
    QString priceVersion;
    quint64 lastEntry = 0;
    std::int64_t kitTimeNs = 0;
};

/// One line of the append-only ledger.
struct LedgerEntry {
    quint64 number = 0;
    std::int64_t kitTimeNs = 0;
    quint32 bootId = 0;
    QString kind;           ///< grant, reserve, commit, release, expire, adjust
    qint64 amountMicro = 0; ///< change of balance (commit negative); for reserve and release the change of reserved
    qint64 balanceMicro = 0, reservedMicro = 0; ///< after it
    QString promptId;                           ///< of a reservation, commit or release
    QString note;
};

/// Capability: the token account.
class TokenAccount : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual QCoro::Task<Result<AccountState>> read(std::stop_token stop) = 0;
    /// Entries with number >= from, oldest first, fetched page by page; at most limit (0: all).
    [[nodiscard]] virtual QCoro::Task<Result<QList<LedgerEntry>>> ledger(
        quint64 from, quint64 limit, std::stop_token stop)
        = 0;
    [[nodiscard]] virtual AccountState last() const = 0;
Q_SIGNALS:
    void changed(const device_link::AccountState &state);
    void entryAdded(const device_link::LedgerEntry &entry);
};

} // namespace device_link
Q_DECLARE_METATYPE(device_link::AccountState)
Q_DECLARE_METATYPE(device_link::LedgerEntry)
