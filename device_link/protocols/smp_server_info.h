// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/smp_client.h"

#include <QCoroTask>

namespace device_link {

/// Packet that fits the smallest buffer a stock Zephyr console has (384 bytes, less its framing).
inline constexpr int kStockConsolePacket = 256;

/// What an SMP server says of itself (OS group).
struct SmpServerInfo {
    int packetLimit = kStockConsolePacket; ///< largest packet it takes, header included
    int bufferCount = 1;                   ///< requests it can hold
    QString software;                      ///< OS info "s r", empty when not told
    QString hardware;                      ///< OS info "i", empty when not told
};

/// Asks for parameters and info. Succeeds when the server answers at all, with refusals or not.
[[nodiscard]] QCoro::Task<Result<SmpServerInfo>> readSmpServerInfo(
    std::shared_ptr<SmpClient> smp, std::stop_token stop);

/// Only the parameters (group 0, command 6): buffer size and count.
[[nodiscard]] QCoro::Task<Result<SmpServerInfo>> readSmpParameters(
    std::shared_ptr<SmpClient> smp, std::stop_token stop);

} // namespace device_link
