// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace device_link {

/// Bytes that this user may still write on the file system of an open file; none when it cannot be told.
[[nodiscard]] std::optional<std::uint64_t> freeDiskBytes(int fileDescriptor);

/// Whether an open file was removed: what is written to it then goes with it when it is closed. A file that was moved,
/// or whose directory was, is not.
[[nodiscard]] bool fileIsRemoved(int fileDescriptor);

/// Marks an open file as one that is being written, until it is closed or the process ends, however that happens. Some
/// network file systems have no such marks; nothing depends on it but fileIsBeingWritten().
void markAsBeingWritten(int fileDescriptor);
/// Whether some process has marked the file so.
[[nodiscard]] bool fileIsBeingWritten(const QString &path);

/// Makes the name of a new file in a directory survive a power loss, where the file system needs to be told.
void syncDirectory(const QString &path);

} // namespace device_link
