// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/usb_kit_ports.h"

#include "device_link/protocols/delay.h"
#include "device_link/transports/usb/usb_discovery.h"

#include <QCoroFuture>
#include <QtConcurrentRun>

namespace device_link {

namespace {

constexpr int kLooks = 20;
constexpr int kLookEveryMs = 100;

} // namespace

QCoro::Task<Result<QList<DeviceUrl>>> usbKitPorts(DeviceUrl wholeKit, std::stop_token stop)
{
    Result<UsbKit> kit = fail(Fault::NotFound);
    for (int looks = 0; looks < kLooks; ++looks) {
        const QFuture<Result<UsbKit>> looking = QtConcurrent::run(findUsbKit, wholeKit.address, wholeKit.place);
        kit = co_await looking;
        if (!kit)
            co_return tl::unexpected(kit.error());
        if (kit->complete())
            break;
        const QFuture<Result<void>> waiting = delay(kLookEveryMs, stop);
        const Result<void> waited = co_await waiting;
        if (!waited)
            co_return tl::unexpected(waited.error());
    }
    QList<DeviceUrl> urls;
    for (const UsbKitPort &port : std::as_const(kit->ports)) {
        DeviceUrl url = wholeKit;
        url.wholeKit = false;
        url.role = port.role;
        urls.append(url);
    }
    co_return urls;
}

} // namespace device_link
