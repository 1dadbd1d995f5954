// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/at_client.h"
#include "device_link/session/modem_status.h"

namespace device_link {

/// Registration and signal by AT commands (3GPP TS 27.007 §7.2, §7.3, §8.5, §8.69, §10.1.22).
class AtModemStatus : public ModemStatus, public std::enable_shared_from_this<AtModemStatus>
{
    Q_OBJECT
public:
    explicit AtModemStatus(std::shared_ptr<AtClient> at);
    [[nodiscard]] QCoro::Task<Result<ModemState>> read(std::stop_token stop) override;
    [[nodiscard]] ModemState last() const override { return m_last; }

private:
    static QCoro::Task<Result<ModemState>> readState(std::shared_ptr<AtModemStatus> self, std::stop_token stop);
    void onUrc(const QByteArray &line);
    std::shared_ptr<AtClient> m_at;
    ModemState m_last;
};

/// The answer to a read of +CREG, +CEREG or +C5GREG ("n,stat[,...]") into state; false when it is not one.
bool takeRegistrationRead(const QByteArray &value, ModemState &state);
/// "mode,format,"name",AcT".
void takeOperator(const QByteArray &value, ModemState &state);
/// +CESQ, LTE and NR values.
void takeExtendedSignal(const QByteArray &value, ModemState &state);
/// +CSQ.
void takeSignal(const QByteArray &value, ModemState &state);
/// Name of an access technology number (27.007 §7.3 <AcT>), empty when unknown.
[[nodiscard]] QString accessTechnologyName(int act);

} // namespace device_link
