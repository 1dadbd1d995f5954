// SPDX-License-Identifier: GPL-3.0-or-later
#include "pty_port_linux.h"

#include <QFile>
#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace virtual_kit {

namespace {

constexpr int kLookEveryMs = 100;
constexpr std::size_t kReadSize = 16UL * 1024;

QString systemError(const char *what, const QString &subject)
{
    return QStringLiteral("%1 %2: %3").arg(QLatin1String(what), subject, QString::fromLocal8Bit(std::strerror(errno)));
}

void closeFd(int &fd)
{
    if (fd >= 0)
        ::close(fd);
    fd = -1;
}

} // namespace

PtyPort::PtyPort(QString linkPath, QObject *parent)
    : BytePort(parent)
    , m_linkPath(std::move(linkPath))
{
    m_look.setInterval(kLookEveryMs);
    m_look.setTimerType(Qt::CoarseTimer);
    connect(&m_look, &QTimer::timeout, this, &PtyPort::lookForHost);
}

PtyPort::~PtyPort() { vanish(); }

bool PtyPort::appear(QString &error)
{
    if (present())
        return true;
    if (openPair(error) && watch(error) && makeLink(error)) {
        m_look.start();
        return true;
    }
    vanish();
    return false;
}

void PtyPort::vanish()
{
    if (!present())
        return;
    m_look.stop();
    m_notifier.reset();
    removeLink();
    closeFd(m_epoll);
    closeFd(m_master);
    setOpen(false);
}

bool PtyPort::openPair(QString &error)
{
    int slave = -1;
    std::array<char, 128> name{};
    termios raw{};
    ::cfmakeraw(&raw);
    raw.c_cflag |= CS8 | CREAD | CLOCAL;
    ::cfsetspeed(&raw, B115200);
    // The terminal's settings stay with the pair: a host that sets none finds it raw and without echo.
    if (::openpty(&m_master, &slave, name.data(), &raw, nullptr) != 0) {
        m_master = -1;
        error = systemError("cannot make a pseudo terminal for", m_linkPath);
        return false;
    }
    m_slavePath = name.data();
    ::close(slave);
    ::fcntl(m_master, F_SETFL, ::fcntl(m_master, F_GETFL) | O_NONBLOCK);
    ::fcntl(m_master, F_SETFD, FD_CLOEXEC);
    return true;
}

bool PtyPort::watch(QString &error)
{
    m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLET;
    if (m_epoll < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_master, &event) != 0) {
        error = systemError("cannot watch", m_linkPath);
        return false;
    }
    m_notifier = std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &PtyPort::onActivity);
    return true;
}

bool PtyPort::makeLink(QString &error) const
{
    const QByteArray path = QFile::encodeName(m_linkPath);
    struct stat there {
    };
    if (::lstat(path.constData(), &there) == 0 && !S_ISLNK(there.st_mode)) {
        error = QStringLiteral("%1 is in the way: it is not a link").arg(m_linkPath);
        return false;
    }
    // What a killed kit leaves behind leads to a terminal; any other link is somebody's own.
    std::array<char, 256> target{};
    const ssize_t length = ::readlink(path.constData(), target.data(), target.size());
    if (length > 0 && !QByteArrayView(target.data(), length).startsWith("/dev/pts/")) {
        error = QStringLiteral("%1 is in the way: it leads to %2, which is no port of a virtual kit")
                    .arg(m_linkPath, QString::fromLocal8Bit(target.data(), length));
        return false;
    }
    // By renaming, so that nobody sees the moment between a stale link and the new one.
    const QByteArray fresh = path + ".new";
    ::unlink(fresh.constData());
    if (::symlink(m_slavePath.constData(), fresh.constData()) != 0
        || ::rename(fresh.constData(), path.constData()) != 0) {
        error = systemError("cannot make the link", m_linkPath);
        return false;
    }
    return true;
}

void PtyPort::removeLink() const
{
    const QByteArray path = QFile::encodeName(m_linkPath);
    std::array<char, 256> target{};
    const ssize_t length = ::readlink(path.constData(), target.data(), target.size());
    if (length > 0 && m_slavePath == QByteArrayView(target.data(), length))
        ::unlink(path.constData());
}

std::size_t PtyPort::write(framing::ByteView bytes)
{
    if (!present() || bytes.empty())
        return 0;
    const ssize_t taken = ::write(m_master, bytes.data(), bytes.size());
    const std::size_t count = taken > 0 ? static_cast<std::size_t>(taken) : 0;
    m_full = count < bytes.size();
    return count;
}

void PtyPort::onActivity()
{
    epoll_event event{};
    if (::epoll_wait(m_epoll, &event, 1, 0) != 1)
        return;
    m_hangUp = (event.events & EPOLLHUP) != 0;
    if (deaf())
        lookForHost();
    else if (event.events & (EPOLLIN | EPOLLHUP))
        readOnce();
    if (m_full && m_open && (event.events & EPOLLOUT)) {
        m_full = false;
        Q_EMIT roomAgain();
    }
}

/// Reading until there is nothing left would be the usual way with edges, but a read that finds nothing waits for a
/// kernel worker (tty_buffer_flush_work), on a busy machine for tens of milliseconds. A short read is enough: what
/// comes later makes an edge of its own.
void PtyPort::readOnce()
{
    if (!present())
        return;
    std::array<std::uint8_t, kReadSize> buffer;
    const ssize_t got = ::read(m_master, buffer.data(), buffer.size());
    if (got < 0 && errno == EIO)
        return setOpen(false); // no host has the slave open
    if (got > 0) {
        setOpen(true);
        Q_EMIT received(framing::ByteView(buffer.data(), static_cast<std::size_t>(got)));
    }
    const bool more
        = got == static_cast<ssize_t>(buffer.size()) || (got < 0 && errno == EINTR) || (got > 0 && m_hangUp);
    if (more) // after the others have had their turn
        QMetaObject::invokeMethod(this, &PtyPort::readOnce, Qt::QueuedConnection);
}

void PtyPort::setOpen(bool open)
{
    if (m_open == open)
        return;
    m_open = open;
    m_full = false;
    if (open) {
        m_look.stop(); // from now on an edge tells when it leaves
        Q_EMIT opened();
    } else {
        if (present())
            m_look.start();
        discardUnread();
        Q_EMIT left();
    }
}

void PtyPort::lookForHost()
{
    if (!present())
        return;
    pollfd state{m_master, 0, 0};
    if (::poll(&state, 1, 0) >= 0)
        setOpen((state.revents & POLLHUP) == 0);
}

/// What the host left unread would greet the next one.
void PtyPort::discardUnread() const
{
    if (!present())
        return;
    const int slave = ::open(m_slavePath.constData(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (slave < 0)
        return; // the next host is there already, exclusively; it flushes by itself
    ::tcflush(slave, TCIFLUSH);
    ::close(slave);
}

} // namespace virtual_kit
