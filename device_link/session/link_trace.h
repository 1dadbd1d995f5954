// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"
#include "device_link/session/device_url.h"

#include <QByteArray>

namespace device_link {

/// What goes over a link, one line each on trace level of the default logger: kind and size, never the content, which
/// may be a prompt.
void traceOpened(const DeviceUrl &url);
void traceClosed(const DeviceUrl &url, const Error &error);
void traceSent(const DeviceUrl &url, const QByteArray &message);
void traceReceived(const DeviceUrl &url, const QByteArray &message);
void traceEvent(const DeviceUrl &url, const QByteArray &cbor);

} // namespace device_link
