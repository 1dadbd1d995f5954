// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/aiesim_client.h"
#include "device_link/session/kit_event.h"
#include "device_link/session/token_account.h"

namespace device_link {

/// The account over the aiesim group (PROTOCOL.md §5.5).
class KitTokenAccount : public TokenAccount, public std::enable_shared_from_this<KitTokenAccount>
{
    Q_OBJECT
public:
    explicit KitTokenAccount(std::shared_ptr<AiesimClient> client);

    [[nodiscard]] QCoro::Task<Result<AccountState>> read(std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<QList<LedgerEntry>>> ledger(
        quint64 from, quint64 limit, std::stop_token stop) override;
    [[nodiscard]] AccountState last() const override { return m_last; }

    /// Events of the kit: ledger.
    void take(const KitEvent &event);

private:
    static QCoro::Task<Result<AccountState>> readState(std::shared_ptr<KitTokenAccount> self, std::stop_token stop);
    void update(const AccountState &state);
    std::shared_ptr<AiesimClient> m_client;
    AccountState m_last;
};

/// The entry that a "ledger" event of the kit tells of.
[[nodiscard]] Result<LedgerEntry> parseLedgerEvent(const KitEvent &event);
/// One ledger entry (§6 "ledger", with b and t).
[[nodiscard]] Result<LedgerEntry> parseLedgerEntry(const QCborMap &map);

} // namespace device_link
