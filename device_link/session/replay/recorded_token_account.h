// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/file/recording_file_types.h"
#include "device_link/session/kit_event.h"
#include "device_link/session/token_account.h"

#include <vector>

namespace device_link {

/// The token account as far as a recording tells of it: how it stood when the recording began, the ledger entries that
/// were made meanwhile, and the price of then. What was booked before is not in it.
class RecordedTokenAccount : public TokenAccount
{
    Q_OBJECT
public:
    /// events: "ledger" among them; others are passed over, as are those that cannot be read.
    RecordedTokenAccount(const std::vector<KitEvent> &events, const RecordingFileInfo &info);
    /// Tells of every change there was, oldest first.
    void tellAll();
    [[nodiscard]] bool isEmpty() const { return m_entries.isEmpty() && !m_atBegin; }

    [[nodiscard]] QCoro::Task<Result<AccountState>> read(std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<QList<LedgerEntry>>> ledger(
        quint64 from, quint64 limit, std::stop_token stop) override;
    [[nodiscard]] AccountState last() const override { return m_last; }

private:
    void follow(const LedgerEntry &entry);

    std::optional<AccountState> m_atBegin;
    QList<LedgerEntry> m_entries; ///< rising numbers
    AccountState m_last;
};

} // namespace device_link
