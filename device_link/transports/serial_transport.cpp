// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/serial_transport.h"

#include "device_link/transports/serial_hang_up.h"
#include "device_link/transports/serial_holder.h"
#include "device_link/transports/serial_output.h"

#include <QFileInfo>
#include <QThread>

namespace device_link {

namespace {

constexpr qint32 kKitBaud = 3000000; // PROTOCOL.md §1
constexpr qint32 kDefaultBaud = 115200;
constexpr int kLastWordsMs = 20;
constexpr int kLookEveryMs = 1000;
constexpr int kLockTries = 10;
constexpr int kLockTryMs = 20;

qint32 baudOf(const DeviceUrl &url)
{
    if (url.baud > 0)
        return url.baud;
    return url.role == PortRole::Kit ? kKitBaud : kDefaultBaud;
}

} // namespace

SerialTransport::SerialTransport(const DeviceUrl &url)
    : m_path(url.address)
    , m_baud(baudOf(url))
{
}

SerialTransport::~SerialTransport()
{
    if (!m_port)
        return;
    m_port->disconnect(this);
    m_port->clear(QSerialPort::Output);
}

void SerialTransport::open()
{
    close();
    // The lock file is named after the path, so two names of one device would not exclude each other. A link is
    // followed anew at every opening: after a reset it may lead to another device node.
    const QString canonical = QFileInfo(m_path).canonicalFilePath();
    if (canonical.isEmpty()) {
        Q_EMIT closed(Error(Fault::NotFound, QStringLiteral("%1 does not exist").arg(m_path)));
        return;
    }
    m_node = canonical;
    m_port = std::make_unique<QSerialPort>(canonical);
    m_port->setBaudRate(m_baud);
    if (!openPort(canonical)) {
        const Error error = openError(canonical);
        m_port.reset();
        Q_EMIT closed(error);
        return;
    }
    m_port->clear(); // what an earlier host left in the buffers is not for us
    m_port->clearError();
    connect(m_port.get(), &QSerialPort::readyRead, this, &SerialTransport::readAll);
    connect(m_port.get(), &QSerialPort::bytesWritten, this, &Transport::written);
    connect(m_port.get(), &QSerialPort::errorOccurred, this, &SerialTransport::onError);
    Q_EMIT opened();
}

/// Again while only a lock is left of who had it.
bool SerialTransport::openPort(const QString &path)
{
    for (int left = kLockTries; !m_port->open(QIODevice::ReadWrite); --left) {
        if (left == 0 || m_port->error() != QSerialPort::PermissionError || !serialPortLetGo(path))
            return false;
        QThread::msleep(kLockTryMs);
    }
    return true;
}

Error SerialTransport::openError(const QString &path) const
{
    const QString text = m_port->errorString();
    if (m_port->error() == QSerialPort::DeviceNotFoundError)
        return Error(Fault::NotFound, QStringLiteral("%1: %2").arg(path, text));
    // PermissionError stands for no right, exclusive use and a lock file alike.
    if (m_port->error() == QSerialPort::PermissionError || m_port->error() == QSerialPort::OpenError)
        return serialOpenFault(path, text);
    return Error(Fault::NotFound, QStringLiteral("%1 cannot be used as a serial port: %2").arg(path, text));
}

bool SerialTransport::write(const QByteArray &bytes)
{
    if (!m_port || m_port->bytesToWrite() + bytes.size() > kWriteLimit)
        return false;
    return m_port->write(bytes) == bytes.size();
}

qint64 SerialTransport::bytesToWrite() const { return m_port ? m_port->bytesToWrite() : 0; }

void SerialTransport::close()
{
    if (!m_port)
        return;
    m_port->disconnect(this);
    // What was said last still goes out. But closing a UART waits for its output, and a peer that never reads would
    // hold this thread for half a minute.
    m_port->flush();
    if (m_port->bytesToWrite() > 0 || !serialOutputGone(int(m_port->handle()), kLastWordsMs))
        m_port->clear(QSerialPort::Output);
    m_port->close();
    m_port.release()->deleteLater(); // we may be inside one of its signals
}

void SerialTransport::readAll()
{
    const QByteArray bytes = m_port->readAll();
    if (!bytes.isEmpty())
        Q_EMIT received(bytes);
}

void SerialTransport::onError(QSerialPort::SerialPortError code)
{
    // Modem lines and exotic rates do not exist on a pseudo terminal: nothing we need.
    if (!m_port || code == QSerialPort::NoError || code == QSerialPort::UnsupportedOperationError
        || code == QSerialPort::TimeoutError)
        return;
    if (code != QSerialPort::WriteError && !serialHungUp(int(m_port->handle())))
        return onBytesTaken();
    // A hang-up is ReadError on Linux, with a stale text, repeated for ever: closing is what ends it.
    const QString text = code == QSerialPort::WriteError ? m_port->errorString() : QStringLiteral("the port is gone");
    close();
    Q_EMIT closed(Error(Fault::LinkLost, QStringLiteral("%1: %2").arg(m_path, text)));
}

/// Something was there to be read and then was not. The port is there; who else has it open takes what is ours, and
/// with pieces missing no protocol goes on for long: the other program is named instead of a timeout being told.
void SerialTransport::onBytesTaken()
{
    m_port->clearError();
    m_port->setReadBufferSize(0); // as it was; after some errors nothing is read until this is called
    if (!m_nextLook.hasExpired())
        return;
    m_nextLook.setRemainingTime(kLookEveryMs);
    const std::optional<SerialHolder> other = findSerialHolder(m_node);
    if (!other)
        return; // it has left, or may not be looked at
    close();
    Q_EMIT closed(Error(Fault::HeldByOther,
        QStringLiteral("%1 is also open in %2 (process %3), which takes the bytes that come")
            .arg(m_path, other->program.isEmpty() ? QStringLiteral("another program") : other->program)
            .arg(other->pid)));
}

} // namespace device_link
