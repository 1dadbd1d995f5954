// SPDX-License-Identifier: GPL-3.0-or-later
#include "directory_lock.h"

#include <QDateTime>
#include <QDir>

namespace app {

namespace {

const QString kLockName = QStringLiteral(".aiesim-virtual-kit.lock");
const QString kPrivatePrefix = QStringLiteral("aiesim-virtual-kit-");

std::unique_ptr<QLockFile> lockFileIn(const QString &directory)
{
    auto file = std::make_unique<QLockFile>(QDir(directory).filePath(kLockName));
    file->setStaleLockTime(0); // only a process that has ended gives it up, however long it has run
    return file;
}

} // namespace

bool DirectoryLock::take(const QString &directory, QString &error)
{
    m_file = lockFileIn(directory);
    if (m_file->tryLock(0))
        return true;
    qint64 pid = 0;
    QString host;
    QString program;
    if (m_file->error() == QLockFile::LockFailedError && m_file->getLockInfo(&pid, &host, &program))
        error = QStringLiteral("%1 is used by another virtual kit (process %2); end it or choose another folder")
                    .arg(directory)
                    .arg(pid);
    else
        error = QStringLiteral("cannot write in the folder %1").arg(directory);
    m_file.reset();
    return false;
}

QString privateDirectoryTemplate() { return QDir::temp().filePath(QString(kPrivatePrefix + QStringLiteral("XXXXXX"))); }

void removeAbandonedDirectories()
{
    const QDir temporary = QDir::temp();
    for (const QFileInfo &entry : temporary.entryInfoList({QString(kPrivatePrefix + QLatin1Char('*'))}, QDir::Dirs)) {
        const QString path = entry.filePath();
        // Without a lock file it may be one that is being made this moment.
        if (!entry.isWritable() || entry.isSymLink() || !QFileInfo::exists(QDir(path).filePath(kLockName)))
            continue;
        const std::unique_ptr<QLockFile> lock = lockFileIn(path);
        if (lock->tryLock(0))
            QDir(path).removeRecursively();
    }
}

} // namespace app
