// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/aiesim_client.h"
#include "device_link/session/kit_event.h"
#include "device_link/session/modem_status.h"

namespace device_link {

/// Radio and registration over the aiesim group (PROTOCOL.md §5.8), kept up to date by events.
class KitModemStatus : public ModemStatus, public std::enable_shared_from_this<KitModemStatus>
{
    Q_OBJECT
public:
    explicit KitModemStatus(std::shared_ptr<AiesimClient> client);
    [[nodiscard]] QCoro::Task<Result<ModemState>> read(std::stop_token stop) override;
    [[nodiscard]] ModemState last() const override { return m_last; }

    /// Events of the kit: radio, reg, signal.
    void take(const KitEvent &event);
    /// Another boot: what the modem said in the one before is no more.
    void forget();

private:
    static QCoro::Task<Result<ModemState>> readState(std::shared_ptr<KitModemStatus> self, std::stop_token stop);
    void update(const ModemState &state);
    std::shared_ptr<AiesimClient> m_client;
    ModemState m_last;
};

/// Takes a "radio", "reg" or "signal" event into what is known of the modem, with its time; false: it is none of them
/// or cannot be read, and nothing was changed.
[[nodiscard]] bool takeModemEvent(ModemState &state, const KitEvent &event);

} // namespace device_link
