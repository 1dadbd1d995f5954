// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk_state.h"

#include <QFile>

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace device_link {

std::optional<std::uint64_t> freeDiskBytes(int fileDescriptor)
{
    struct statvfs state = {};
    if (::fstatvfs(fileDescriptor, &state) != 0)
        return {};
    return std::uint64_t(state.f_bavail) * std::uint64_t(state.f_frsize);
}

bool fileIsRemoved(int fileDescriptor)
{
    struct stat state = {};
    return ::fstat(fileDescriptor, &state) == 0 && state.st_nlink == 0;
}

void markAsBeingWritten(int fileDescriptor) { static_cast<void>(::flock(fileDescriptor, LOCK_EX | LOCK_NB)); }

bool fileIsBeingWritten(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return false;
    const bool held = ::flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(file);
    return held;
}

void syncDirectory(const QString &path)
{
    const int directory = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return; // the file's own synchronisation is all there is then
    ::fsync(directory);
    ::close(directory);
}

} // namespace device_link
