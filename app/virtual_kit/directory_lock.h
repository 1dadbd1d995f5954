// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>
#include <QString>

#include <memory>

namespace app {

/// Keeps a folder of port links for one process: two kits in one folder would take each other's links away.
class DirectoryLock
{
public:
    /// False with a sentence in error: another kit has the folder (it is named), or it cannot be written.
    [[nodiscard]] bool take(const QString &directory, QString &error);

private:
    std::unique_ptr<QLockFile> m_file; ///< removes itself
};

/// Where a kit without --dir keeps its links: "<temporary folder>/aiesim-virtual-kit-XXXXXX".
[[nodiscard]] QString privateDirectoryTemplate();
/// Removes private folders whose kit was killed before it could do so.
void removeAbandonedDirectories();

} // namespace app
