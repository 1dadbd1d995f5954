// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/device_nodes.h"

#include "device_link/transports/usb/usb_discovery.h"

namespace device_link {

QStringList deviceNodesOf(const QList<DeviceUrl> &ports)
{
    QStringList nodes;
    for (const DeviceUrl &url : ports) {
        if (url.scheme == DeviceUrl::Scheme::Serial)
            nodes.append(url.address);
        if (url.scheme != DeviceUrl::Scheme::Usb)
            continue;
        const Result<UsbKit> kit = findUsbKit(url.address, url.place);
        for (const UsbKitPort &port : kit ? kit->ports : QList<UsbKitPort>()) {
            if (!port.node.isEmpty() && (url.wholeKit || port.role == url.role))
                nodes.append(port.node);
        }
    }
    return nodes;
}

} // namespace device_link
