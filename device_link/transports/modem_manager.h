// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"
#include "device_link/transports/modem_manager_inhibition.h"

#include <QCoroTask>
#include <QFuture>
#include <QList>
#include <QStringList>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace device_link {

// The D-Bus interface is that of ModemManager 1.10 and later. An empty bus address stands for the system bus.

/// What ModemManager has to do with a serial port.
struct ModemManagerView {
    bool running = false;
    std::optional<ModemManagerClaim> claim; ///< a modem of its has this port
};

/// Blocks for up to 2 s: for the threads of links and of the pool. Starts no ModemManager where none runs.
[[nodiscard]] ModemManagerView lookAtModemManager(const QString &devicePath, const QString &busAddress = {});
/// The same without blocking; empty also where ModemManager does not run or its answer is of no use.
[[nodiscard]] QFuture<std::optional<ModemManagerClaim>> findModemManagerClaim(
    const QString &devicePath, const QString &busAddress = {});

/// What came of borrowing: a modem that was not ModemManager's is in neither list.
struct ModemManagerLoans {
    /// Given back when the last owner lets go, and by the end of the process, however that comes.
    std::vector<std::shared_ptr<ModemManagerInhibition>> held;
    /// Why ModemManager keeps the others: NoPermission, HeldByOther (somebody else has borrowed it), Timeout, Refused
    /// or Cancelled; the detail says what would help.
    QList<Error> refused;
};

/// Has ModemManager let go of the devices behind these serial ports, each once, and waits until the ports are free. The
/// system may ask the user for a password meanwhile. A port that ModemManager is just looking at is waited for.
[[nodiscard]] QCoro::Task<ModemManagerLoans> borrowFromModemManager(
    QStringList devicePaths, std::stop_token stop, QString busAddress = {});

/// HeldByOther that names ModemManager, the modem where it is known, and what to do. Without a claim it is a guess
/// unless certain.
[[nodiscard]] Error modemManagerFault(const QString &devicePath, const ModemManagerView &view, bool certain = false);

} // namespace device_link
