// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QByteArray>
#include <QObject>

#include <cstdint>

namespace device_link {

/// A whole message from a port: an SMP packet or one AT line, with the link thread's stamps.
struct PortMessage {
    QByteArray bytes;
    std::int64_t receivedNs = 0; ///< host clock when its last byte was read
    std::int64_t sentNs = 0;     ///< host clock when the request of the same SMP sequence was written; 0: none
};

/// Whole messages to and from a port, as a client in the GUI thread sees them. Closes and opens again with the cable.
class MessagePipe : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual bool isOpen() const = 0;
    /// Busy when what is queued has reached its bound (the peer does not read), LinkLost when closed.
    [[nodiscard]] virtual Result<void> send(const QByteArray &message) = 0;

Q_SIGNALS:
    void opened();
    void received(const device_link::PortMessage &message);
    void closed(const device_link::Error &error);
};

} // namespace device_link
