// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/transports/serial_discovery.h"
#include "device_link/transports/usb/usb_kit.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace app {

/// Something that can be connected to, as it is offered.
struct OfferedPorts {
    enum class Kind : quint8 { VirtualKit, UsbKit, Meter, SerialPorts };
    Kind kind = Kind::VirtualKit;
    QString name;     ///< as the device states it; empty for the virtual kit
    QString serial;   ///< serial number; may be empty
    QStringList urls; ///< of serial ports nobody knows: one each, the first as the kit's
    friend bool operator==(const OfferedPorts &, const OfferedPorts &) = default;
};

/// The virtual kit, kits on USB, power meters, and at last serial ports of unknown roles. Ports that belong to a kit on
/// USB are offered with it alone.
[[nodiscard]] QList<OfferedPorts> offeredPorts(
    const QList<device_link::UsbKit> &kits, const QList<device_link::SerialPortEntry> &ports);
/// Of what is there now. Reads the system's tables; opens nothing. Any thread.
[[nodiscard]] QList<OfferedPorts> lookForPorts();

} // namespace app
