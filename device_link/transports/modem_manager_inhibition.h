// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QObject>
#include <QString>

#include <memory>

namespace device_link {

class PrivateBus;

/// A device that ModemManager drives.
struct ModemManagerClaim {
    QString port;  ///< the system's name of the serial port: "ttyUSB2"
    QString modem; ///< "Quectel EG25-G"; empty when ModemManager does not tell or is still looking
    QString uid;   ///< what names the device to ModemManager: as a rule its path in sysfs
    friend bool operator==(const ModemManagerClaim &, const ModemManagerClaim &) = default;
};

/// A device that ModemManager keeps away from for as long as this lives. The inhibition hangs on a bus connection of
/// its own, so it ends with this object and also with the process, were it killed.
class ModemManagerInhibition : public QObject
{
    Q_OBJECT
public:
    ModemManagerInhibition(ModemManagerClaim claim, std::shared_ptr<PrivateBus> bus);
    ~ModemManagerInhibition() override;

    [[nodiscard]] const ModemManagerClaim &claim() const { return m_claim; }

Q_SIGNALS:
    /// ModemManager or the bus has ended: a ModemManager that starts anew knows of no loan and takes the device. Once.
    void lost(const device_link::Error &error);

private Q_SLOTS:
    void onDisconnected(); // a slot by name: QtDBus has no other way for the signals of the bus itself

private:
    void end(const QString &what);

    ModemManagerClaim m_claim;
    std::shared_ptr<PrivateBus> m_bus;
    bool m_lost = false;
};

} // namespace device_link
