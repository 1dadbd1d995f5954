// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <CLI/App.hpp>

namespace app {

/// --force of a command that makes a file.
CLI::Option *addForceOption(CLI::App &command, bool &force);

/// Whether a file of that name may be made. AlreadyThere: it is not to be replaced (--force does). CannotWrite: it is
/// no regular file, or some program is recording into it.
[[nodiscard]] device_link::Result<void> mayMake(const QString &path, bool force);

/// Moves a file that is to be replaced out of the way, and back when this ends, unless drop() was called: what replaces
/// it may never come into being. Nothing when there is no such file.
class FileInTheWay
{
public:
    explicit FileInTheWay(QString path);
    ~FileInTheWay();
    FileInTheWay(const FileInTheWay &) = delete;
    FileInTheWay &operator=(const FileInTheWay &) = delete;
    /// It is replaced now: removes it.
    void drop();

private:
    QString m_path, m_aside; ///< m_aside empty: nothing to put back
};

} // namespace app
