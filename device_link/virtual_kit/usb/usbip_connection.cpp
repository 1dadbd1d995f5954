// SPDX-License-Identifier: GPL-3.0-or-later
#include "usbip_connection.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace virtual_kit {

using framing::ByteView;

namespace {

/// With more than this on its way to the host, IN requests wait: what the kit says later is then still its to choose.
constexpr qint64 kHoldAbove = 256 * 1024;
/// With more than this nothing is read either: these are answers to control requests of a peer that does not read.
constexpr qint64 kPauseAbove = 1024 * 1024;
constexpr qint64 kReadBuffer = 256 * 1024;
constexpr qsizetype kReplies = 64 * 1024; ///< room for the replies of one turn to begin with

/// A kernel lets its programs have 16 MiB in flight (usbfs_memory_mb); a peer with more than this only wants memory.
constexpr std::size_t kMaxRequests = 16 * 1024;
constexpr std::size_t kMaxBytes = 64U << 20;
constexpr std::size_t kMaxAhead = 1024; ///< as many as a host's threads could wait for at once, and more

/// An unplugged device's connection ends when its host has not asked for this long, ...
constexpr std::chrono::milliseconds kQuiet{30};
/// ... or at the latest after this: a host's programs look for the kit again 200 ms after its loss.
constexpr std::chrono::milliseconds kPatience{120};

} // namespace

UsbipConnection::UsbipConnection(std::unique_ptr<QAbstractSocket> socket, UsbDevice &device, QObject *parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_device(&device)
{
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, kHoldAbove);
    m_socket->setReadBufferSize(kReadBuffer);
    connect(m_socket.get(), &QAbstractSocket::readyRead, this, &UsbipConnection::onReadable);
    // Queued: a socket does not tell of what is written from inside of this signal, and then nothing would go on.
    connect(m_socket.get(), &QAbstractSocket::bytesWritten, this, &UsbipConnection::onWritten, Qt::QueuedConnection);
    connect(m_socket.get(), &QAbstractSocket::disconnected, this, &UsbipConnection::onDisconnected);
    connect(&device, &UsbDevice::unplugged, this, &UsbipConnection::onUnplugged);
    for (QTimer *timer : {&m_quiet, &m_patience}) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, &UsbipConnection::leave);
    }
    m_quiet.setInterval(kQuiet);
    m_patience.setInterval(kPatience);
}

UsbipConnection::~UsbipConnection()
{
    m_socket->disconnect(this);
    detach();
}

bool UsbipConnection::start()
{
    if (!m_device->attachHost([this](const UsbCompletion &completion) { complete(completion); }))
        return false;
    m_state = State::Attached;
    // Requests may have come right behind the import.
    QMetaObject::invokeMethod(this, &UsbipConnection::onReadable, Qt::QueuedConnection);
    return true;
}

void UsbipConnection::onReadable()
{
    while (isReading() && unsent() <= kPauseAbove && (m_expect > 0 ? readData() : readCommand())) { }
    flush();
}

/// False: not all of it is here. A part is taken out at once: while a rest waits in its buffer, a QAbstractSocket with
/// a limit that it has reached does not look for more.
bool UsbipConnection::readCommand()
{
    const qint64 got = m_socket->read(reinterpret_cast<char *>(m_command.data() + m_commandBytes),
        static_cast<qint64>(m_command.size() - m_commandBytes));
    m_commandBytes += static_cast<std::size_t>(std::max<qint64>(got, 0));
    if (m_commandBytes < m_command.size())
        return false;
    m_commandBytes = 0;
    const usbip::Command command = usbip::parseCommand(m_command);
    if (const auto *request = std::get_if<usbip::Submit>(&command))
        submit(*request);
    else if (const auto *back = std::get_if<usbip::Unlink>(&command))
        unlink(*back);
    else
        refuse(std::get<const char *>(command));
    return true;
}

void UsbipConnection::submit(const usbip::Submit &command)
{
    m_request = {command.id, command.endpoint, command.in, command.setup, {}, command.in ? command.length : 0};
    if (!command.in && command.length > 0)
        m_expect = command.length;
    else
        hand();
}

bool UsbipConnection::readData()
{
    // Grows with what arrives: a length alone costs nothing.
    framing::Bytes &data = m_request.data;
    const auto here = static_cast<std::size_t>(std::max<qint64>(0, m_socket->bytesAvailable()));
    const std::size_t have = data.size();
    const std::size_t part = std::min(here, m_expect - have);
    if (part == 0)
        return false;
    data.resize(have + part);
    const qint64 got = m_socket->read(reinterpret_cast<char *>(data.data() + have), static_cast<qint64>(part));
    data.resize(have + static_cast<std::size_t>(std::max<qint64>(got, 0)));
    if (data.size() == m_expect)
        hand();
    return got > 0;
}

void UsbipConnection::hand()
{
    m_expect = 0;
    UsbRequest request = std::exchange(m_request, {});
    m_newest = request.id;
    if (wasTakenBack(request.id))
        return lingerOn();
    if (m_state == State::Leaving) {
        complete({request.id, UsbStatus::Gone, 0, {}});
        return lingerOn();
    }
    m_device->submit(std::move(request));
    const UsbDevice::Backlog backlog = m_device->backlog();
    if (backlog.requests > kMaxRequests || backlog.bytes > kMaxBytes)
        refuse("too much at once");
}

/// vhci_hcd sends what it has to ask, then what it takes back; on two processors what is asked and taken back between
/// the two goes out in the wrong order.
bool UsbipConnection::isAhead(std::uint32_t victim) const
{
    return m_newest && static_cast<std::int32_t>(victim - *m_newest) > 0; // the numbers may wrap around
}

/// Answers what took it back, alone: a reply of its own to a request that has ended makes vhci_hcd drop the device. And
/// had it been answered before, a request without an end of its own would wait here, and a thread of the host with it.
bool UsbipConnection::wasTakenBack(std::uint32_t request)
{
    const auto back = std::ranges::find(m_ahead, request, &usbip::Unlink::victim);
    if (back == m_ahead.end())
        return false;
    append(usbip::unlinkReply(back->id, UsbStatus::Unlinked), {});
    m_ahead.erase(back);
    return true;
}

void UsbipConnection::unlink(const usbip::Unlink &command)
{
    if (isAhead(command.victim)) {
        m_ahead.push_back(command);
        if (m_ahead.size() > kMaxAhead)
            refuse("too much is taken back that was not asked");
        return;
    }
    // Answered at once: a host's thread sleeps in the kernel until then. 0 says that the replies have crossed.
    const bool taken = m_state == State::Attached && m_device->cancel(command.victim);
    append(usbip::unlinkReply(command.id, taken ? UsbStatus::Unlinked : UsbStatus::Ok), {});
    lingerOn();
}

void UsbipConnection::complete(const UsbCompletion &completion)
{
    append(usbip::submitReply(completion.id, completion.status, completion.actual), completion.data);
    if (m_state == State::Attached && !m_held && unsent() > kHoldAbove) {
        m_held = true;
        m_device->setHeld(true);
    }
}

void UsbipConnection::append(const usbip::Header &header, ByteView data)
{
    if (m_out.isEmpty())
        m_out.reserve(std::max(kReplies, static_cast<qsizetype>(header.size() + data.size())));
    m_out.append(reinterpret_cast<const char *>(header.data()), static_cast<qsizetype>(header.size()));
    m_out.append(reinterpret_cast<const char *>(data.data()), static_cast<qsizetype>(data.size()));
    scheduleFlush();
}

void UsbipConnection::scheduleFlush()
{
    if (!std::exchange(m_flushDue, true))
        QMetaObject::invokeMethod(this, &UsbipConnection::flush, Qt::QueuedConnection);
}

void UsbipConnection::flush()
{
    m_flushDue = false;
    if (m_out.isEmpty() || !m_socket->isOpen())
        return;
    // One write of all replies; the socket takes the array over as it is.
    m_socket->write(std::exchange(m_out, {}));
    m_socket->flush();
}

void UsbipConnection::onWritten()
{
    if (!isReading())
        return;
    if (m_state == State::Attached && m_held && unsent() <= kHoldAbove / 2) {
        m_held = false;
        m_device->setHeld(false);
    }
    if (m_socket->bytesAvailable() > 0)
        onReadable();
}

void UsbipConnection::refuse(const char *what)
{
    spdlog::warn("USB/IP: {}; the connection is closed", what);
    m_socket->abort();
}

void UsbipConnection::onUnplugged()
{
    if (m_state != State::Attached) // before it had a host, or of a later one
        return;
    m_state = State::Leaving;
    m_quiet.start();
    m_patience.start();
    flush();
}

void UsbipConnection::lingerOn()
{
    if (m_state == State::Leaving)
        m_quiet.start();
}

void UsbipConnection::leave()
{
    flush();
    m_socket->abort(); // tells of its end by onDisconnected()
}

void UsbipConnection::onDisconnected()
{
    const bool first = m_state != State::Over;
    detach();
    if (first)
        Q_EMIT finished();
}

/// What is with the device comes to its end; not yet what is with the peer.
void UsbipConnection::detach()
{
    m_quiet.stop();
    m_patience.stop();
    if (std::exchange(m_state, State::Over) == State::Attached && m_device)
        m_device->detachHost();
}

} // namespace virtual_kit
