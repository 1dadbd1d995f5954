// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb_interface.h"

#include <QFile>
#include <QFileInfo>

namespace device_link {

std::optional<int> usbInterfaceOf(const QString &devicePath)
{
    // ttyACM hangs directly below its interface, ttyUSB one level deeper.
    const QString node = QFileInfo(devicePath).fileName();
    for (const char *pattern :
        {"/sys/class/tty/%1/device/bInterfaceNumber", "/sys/class/tty/%1/device/../bInterfaceNumber"}) {
        QFile file(QString::fromLatin1(pattern).arg(node));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        bool ok = false;
        const int number = file.read(8).trimmed().toInt(&ok, 16);
        if (ok)
            return number;
    }
    return std::nullopt;
}

} // namespace device_link
