// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QFile>

#include <cstdint>
#include <span>

namespace device_link {

/// A file read at places. Reads go through the system, not through a mapping: a file that is cut or whose disk fails
/// while it is looked at is then an error, not the end of the program. One thread.
class RandomFile
{
public:
    /// CannotRead when the path is no file that can be read (also a directory, a pipe, a device).
    [[nodiscard]] Result<void> open(const QString &path);
    /// Reads as much of out as the file has there; returns how much. CannotRead when the disk fails.
    [[nodiscard]] Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out);
    [[nodiscard]] std::uint64_t size() const { return m_size; } ///< when it was opened
    [[nodiscard]] QString path() const { return m_file.fileName(); }

private:
    QFile m_file;
    std::uint64_t m_size = 0;
};

} // namespace device_link
