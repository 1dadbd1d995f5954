// SPDX-License-Identifier: GPL-3.0-or-later
#include "output_file.h"

#include "device_link/capture/file/disk_state.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace app {

using namespace device_link;

CLI::Option *addForceOption(CLI::App &command, bool &force)
{
    return command.add_flag("--force", force, "Replaces a file of that name; without it nothing is written over");
}

Result<void> mayMake(const QString &path, bool force)
{
    const QFileInfo there(path);
    if (!there.exists())
        return {};
    if (!there.isFile())
        return fail(Fault::CannotWrite, path + QLatin1String(": is there already and is no file"));
    if (!force)
        return fail(Fault::AlreadyThere, path + QLatin1String(": --force replaces it"));
    if (fileIsBeingWritten(path))
        return fail(Fault::CannotWrite, path + QLatin1String(": a program is recording into it"));
    return {};
}

FileInTheWay::FileInTheWay(QString path)
    : m_path(std::move(path))
{
    if (!QFileInfo(m_path).isFile())
        return;
    const QString aside = QStringLiteral("%1.replaced-%2").arg(m_path).arg(QCoreApplication::applicationPid());
    if (QFile::rename(m_path, aside))
        m_aside = aside;
}

FileInTheWay::~FileInTheWay()
{
    if (!m_aside.isEmpty())
        QFile::rename(m_aside, m_path);
}

void FileInTheWay::drop()
{
    if (!m_aside.isEmpty())
        QFile::remove(m_aside);
    m_aside.clear();
}

} // namespace app
