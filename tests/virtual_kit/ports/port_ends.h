// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "virtual_kit/ports/byte_port.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <fcntl.h>
#include <unistd.h>

[[nodiscard]] inline framing::ByteView view(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

/// What a port hands over.
class Heard
{
public:
    explicit Heard(virtual_kit::BytePort &port)
    {
        QObject::connect(&port, &virtual_kit::BytePort::received, &port, [this](framing::ByteView bytes) {
            data.append(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        });
        QObject::connect(&port, &virtual_kit::BytePort::opened, &port, [this] { ++opened; });
        QObject::connect(&port, &virtual_kit::BytePort::left, &port, [this] { ++left; });
        QObject::connect(&port, &virtual_kit::BytePort::roomAgain, &port, [this] { ++room; });
    }
    QByteArray data;
    int opened = 0;
    int left = 0;
    int room = 0;
};

/// A host's file descriptor on a pty, closed at the end.
class HostFd
{
public:
    explicit HostFd(const QString &path)
        : m_fd(::open(QFile::encodeName(path).constData(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC))
    {
    }
    ~HostFd() { close(); }
    HostFd(const HostFd &) = delete;
    HostFd &operator=(const HostFd &) = delete;
    [[nodiscard]] int fd() const { return m_fd; }
    void close()
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = -1;
    }
    [[nodiscard]] bool write(const QByteArray &bytes) const
    {
        return ::write(m_fd, bytes.constData(), size_t(bytes.size())) == bytes.size();
    }
    QByteArray read() const
    {
        QByteArray all;
        char buffer[4096];
        for (ssize_t got = 0; (got = ::read(m_fd, buffer, sizeof buffer)) > 0;)
            all.append(buffer, got);
        return all;
    }

private:
    int m_fd;
};
