// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QByteArray>
#include <QObject>

namespace device_link {

/// A pipe of bytes to a kit. Lives in a link thread; may be opened again after closed().
class Transport : public QObject
{
    Q_OBJECT
public:
    /// Unsent bytes a transport holds at most. A peer that never reads makes write() fail, it does not make us grow.
    static constexpr qint64 kWriteLimit = 256 * 1024;

    using QObject::QObject;
    /// Answered by opened() or by closed(), possibly before this returns.
    virtual void open() = 0;
    /// Queues bytes. False when the pipe is not open or the queue would pass kWriteLimit: nothing was queued.
    [[nodiscard]] virtual bool write(const QByteArray &bytes) = 0;
    /// Bytes queued and not yet handed to the operating system.
    [[nodiscard]] virtual qint64 bytesToWrite() const = 0;
    /// Closes at once; what was not sent is dropped. Emits nothing, now or later.
    virtual void close() = 0;

Q_SIGNALS:
    void opened();
    void received(const QByteArray &bytes);
    /// The queue got shorter.
    void written();
    /// Could not be opened, or is gone. Once per open(); the pipe is closed when it is emitted.
    void closed(const device_link::Error &error);
};

} // namespace device_link
