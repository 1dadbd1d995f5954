// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/serial_holder.h"

#include "device_link/transports/modem_manager.h"
#include "device_link/transports/usb/usb_refusal.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSerialPortInfo>

#include <cerrno>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

namespace device_link {

namespace {

QString programOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/comm").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromLocal8Bit(file.readAll()).trimmed();
}

bool hasOpen(const QString &process, const QString &path)
{
    const QDir descriptors(process + QStringLiteral("/fd"));
    for (const QString &entry : descriptors.entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
        if (QFile::symLinkTarget(descriptors.filePath(entry)) == path)
            return true;
    }
    return false;
}

/// except: a process that is left out.
std::optional<SerialHolder> findHolder(const QString &canonicalPath, const QString &except)
{
    const QDir proc(QStringLiteral("/proc"));
    for (const QString &entry : proc.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool isPid = false;
        const qint64 pid = entry.toLongLong(&isPid);
        if (isPid && entry != except && hasOpen(proc.filePath(entry), canonicalPath))
            return SerialHolder{pid, programOf(pid)};
    }
    return std::nullopt;
}

/// The lock file QSerialPort uses: LCK..<path with _ for />, holding the owner's pid on its first line.
QString lockFileOf(const QString &canonicalPath)
{
    QString name = canonicalPath;
    if (name.startsWith(QLatin1String("/dev/")))
        name.remove(0, 5);
    name.replace(QLatin1Char('/'), QLatin1Char('_'));
    for (const char *folder : {"/var/lock", "/run/lock"}) {
        const QString path = QStringLiteral("%1/LCK..%2").arg(QLatin1String(folder), name);
        if (QFileInfo::exists(path))
            return path;
    }
    return {};
}

std::optional<SerialHolder> holderByLock(const QString &lockFile)
{
    QFile file(lockFile);
    if (lockFile.isEmpty() || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    bool ok = false;
    const qint64 pid = file.readLine(64).trimmed().toLongLong(&ok);
    if (!ok || pid <= 0 || pid == QCoreApplication::applicationPid())
        return std::nullopt;
    if (::kill(static_cast<pid_t>(pid), 0) != 0 && errno == ESRCH)
        return std::nullopt; // a stale lock
    return SerialHolder{pid, programOf(pid)};
}

/// Who may open a device node, in words. Nobody should be told to join the group of root.
QString whoMayOpen(const QString &path)
{
    struct stat info = {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0 || info.st_gid == 0 || !(info.st_mode & S_IWGRP))
        return QStringLiteral("root");
    const struct group *entry = ::getgrgid(info.st_gid);
    return QStringLiteral("members of group ")
        + (entry ? QString::fromLocal8Bit(entry->gr_name) : QString::number(info.st_gid));
}

/// errno of an opening that touches nothing; 0 when it would work.
int probeErrno(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return errno;
    ::close(descriptor);
    return 0;
}

Error heldBy(const SerialHolder &holder, const QString &path)
{
    if (holder.program == QLatin1String("ModemManager"))
        return modemManagerFault(path, lookAtModemManager(path), true);
    return Error(Fault::HeldByOther,
        QStringLiteral("%1 is open in %2 (process %3)")
            .arg(path, holder.program.isEmpty() ? QStringLiteral("another program") : holder.program)
            .arg(holder.pid));
}

/// ModemManager runs as root and makes no lock file, so no user can look whether it is the one: it is asked.
Error heldByUnknown(const QString &path, int code, const QString &text)
{
    const ModemManagerView view = lookAtModemManager(path);
    if (view.claim || (view.running && code == EBUSY))
        return modemManagerFault(path, view);
    return Error(Fault::HeldByOther, QStringLiteral("%1 is in use: %2").arg(path, text));
}

} // namespace

bool serialPortHeld(const QString &devicePath)
{
    // Root is let in everywhere, and may look who else is.
    return probeErrno(devicePath) == EBUSY || findSerialHolder(devicePath).has_value();
}

std::optional<SerialHolder> findSerialHolder(const QString &canonicalPath)
{
    return findHolder(canonicalPath, QString::number(QCoreApplication::applicationPid()));
}

bool serialPortLetGo(const QString &canonicalPath)
{
    return probeErrno(canonicalPath) == 0 && !findHolder(canonicalPath, {});
}

Error serialOpenFault(const QString &canonicalPath, const QString &text)
{
    const int code = probeErrno(canonicalPath);
    const QString lock = lockFileOf(canonicalPath);
    if (code == EACCES || code == EPERM) {
        const QSerialPortInfo info(QFileInfo(canonicalPath).fileName());
        return serialPermissionFault(
            QStringLiteral("%1 may only be opened by %2 (%3)").arg(canonicalPath, whoMayOpen(canonicalPath), text),
            canonicalPath, info.vendorIdentifier(), info.productIdentifier());
    }
    if (code == ENOENT || code == ENODEV || code == ENXIO || code == EIO)
        return Error(Fault::NotFound, QStringLiteral("%1 is not there (%2)").arg(canonicalPath, text));
    if (code == ENOTTY)
        return Error(Fault::NotFound, QStringLiteral("%1 is not a serial port").arg(canonicalPath));
    std::optional<SerialHolder> holder = holderByLock(lock);
    if (!holder)
        holder = findSerialHolder(canonicalPath);
    if (holder)
        return heldBy(*holder, canonicalPath);
    if (!lock.isEmpty())
        return Error(Fault::HeldByOther, QStringLiteral("%1 is locked by the file %2").arg(canonicalPath, lock));
    return heldByUnknown(canonicalPath, code, text);
}

} // namespace device_link
