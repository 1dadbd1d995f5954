// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace device_link {

/// libusb's words for an error code (libusb_error) and for the end of a transfer (libusb_transfer_status).
[[nodiscard]] QString usbText(int code);
[[nodiscard]] QString usbStatusText(int status);

} // namespace device_link
