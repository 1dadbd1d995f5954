// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb/usb_errors.h"

#include <libusb.h>

namespace device_link {

QString usbText(int code)
{
    return QStringLiteral("%1 (%2)").arg(QLatin1String(libusb_strerror(static_cast<libusb_error>(code)))).arg(code);
}

QString usbStatusText(int status)
{
    switch (status) {
    case LIBUSB_TRANSFER_COMPLETED: return QStringLiteral("completed");
    case LIBUSB_TRANSFER_ERROR: return QStringLiteral("bus error");
    case LIBUSB_TRANSFER_TIMED_OUT: return QStringLiteral("timed out");
    case LIBUSB_TRANSFER_CANCELLED: return QStringLiteral("cancelled");
    case LIBUSB_TRANSFER_STALL: return QStringLiteral("endpoint halted");
    case LIBUSB_TRANSFER_NO_DEVICE: return QStringLiteral("no device");
    case LIBUSB_TRANSFER_OVERFLOW: return QStringLiteral("more data than asked for");
    default: return QStringLiteral("status %1").arg(status);
    }
}

} // namespace device_link
