// SPDX-License-Identifier: GPL-3.0-or-later
#include "vhci_attach_linux.h"

#include "usbip_connection.h"

#include <QDir>
#include <QFile>
#include <QTcpSocket>

#include <spdlog/spdlog.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace virtual_kit {

namespace {

constexpr std::uint32_t kBus = 1;
constexpr int kHighSpeed = 3;
constexpr int kFree = 4; ///< VDEV_ST_NULL, column `sta` of the status files
/// The kernel takes a moment to let go of the port after an unplug.
constexpr std::chrono::milliseconds kTryAgain{500};

QString errnoText(int error) { return QString::fromLocal8Bit(std::strerror(error)); }

} // namespace

VhciAttach::VhciAttach(UsbDevice &device, std::uint32_t number, QString sysfs)
    : m_device(device)
    , m_number(number)
    , m_folder(sysfs % QStringLiteral("/devices/platform/vhci_hcd.0"))
{
    m_again.setSingleShot(true);
    m_again.setInterval(kTryAgain);
    connect(&m_again, &QTimer::timeout, this, &VhciAttach::onPlugged);
    connect(&device, &UsbDevice::plugged, this, &VhciAttach::onPlugged);
    connect(&device, &UsbDevice::unplugged, &m_again, &QTimer::stop);
}

VhciAttach::~VhciAttach() { delete m_connection; }

bool VhciAttach::attach(QString &error)
{
    const auto port = freePort(error);
    if (!port)
        return false;
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        error = QStringLiteral("cannot make a socket pair: %1").arg(errnoText(errno));
        return false;
    }
    auto socket = std::make_unique<QTcpSocket>();
    if (!socket->setSocketDescriptor(ends[0])) {
        error = socket->errorString();
        ::close(ends[0]);
        ::close(ends[1]);
        return false;
    }
    auto connection = std::make_unique<UsbipConnection>(std::move(socket), m_device);
    bool done = connection->start();
    if (!done)
        error = QStringLiteral("the kit's USB device is absent, or another host has it");
    done = done && hand(*port, ends[1], error);
    ::close(ends[1]); // the kernel has its own hold on it
    if (!done)
        return false;
    m_connection = connection.release();
    m_connection->setParent(this);
    connect(m_connection, &UsbipConnection::finished, m_connection, &QObject::deleteLater);
    return true;
}

std::optional<int> VhciAttach::freePort(QString &error) const
{
    const QDir folder(m_folder);
    // One file per controller: status, status.1, ... Ports are numbered through all of them.
    const QStringList files = folder.entryList({QStringLiteral("status"), QStringLiteral("status.*")}, QDir::Files);
    if (files.isEmpty()) {
        error = QStringLiteral("the kernel has no virtual USB host controller; load it with: sudo modprobe vhci-hcd");
        return std::nullopt;
    }
    for (const QString &name : files) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) { // hub port sta spd dev sockfd local_busid
            const QList<QByteArray> columns = line.simplified().split(' ');
            if (columns.size() >= 3 && columns[0] == "hs" && columns[2].toInt() == kFree)
                return columns[1].toInt();
        }
    }
    error = QStringLiteral("all ports of the virtual USB host controller are in use; free one with: sudo usbip detach");
    return std::nullopt;
}

bool VhciAttach::hand(int port, int kernelEnd, QString &error) const
{
    const std::uint32_t deviceId = kBus << 16 | m_number;
    const QByteArray line = QByteArray::number(port) + ' ' + QByteArray::number(kernelEnd) + ' '
        + QByteArray::number(deviceId) + ' ' + QByteArray::number(kHighSpeed);
    const int failure = writeLine ? writeLine(line) : writeAttach(line);
    if (failure == EACCES || failure == EPERM)
        error = QStringLiteral("no permission to plug a device into %1; run as root, or allow it with: "
                               "sudo chgrp plugdev %1/attach && sudo chmod g+w %1/attach")
                    .arg(m_folder);
    else if (failure != 0)
        error = QStringLiteral("the virtual USB host controller did not take the device: %1").arg(errnoText(failure));
    return failure == 0;
}

int VhciAttach::writeAttach(const QByteArray &line) const
{
    // At once and whole, as sysfs wants it. O_CREAT is left out: sysfs has the file, or there is no module.
    const QByteArray path = QFile::encodeName(m_folder % QStringLiteral("/attach"));
    const int file = ::open(path.constData(), O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return errno;
    const ssize_t written = ::write(file, line.constData(), static_cast<std::size_t>(line.size()));
    const int failure = written == line.size() ? 0 : written < 0 ? errno : EIO;
    ::close(file);
    return failure;
}

void VhciAttach::onPlugged()
{
    if (!m_device.isPresent() || m_device.hasHost())
        return;
    if (m_connection) // the one before is still being told that the kit is gone
        return m_again.start();
    QString error;
    if (attach(error))
        return;
    spdlog::warn("{}; trying again", error.toStdString());
    m_again.start();
}

} // namespace virtual_kit
