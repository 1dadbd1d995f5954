// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QFile>

#include <cstdint>
#include <string>
#include <string_view>

namespace device_link {

/// A text file that only grows, buffered in whole lines. The first failure ends it: what is then in the file ends with
/// a whole line, and every later call does nothing and says the same error. One thread.
class AppendFile
{
public:
    explicit AppendFile(const QString &path);

    /// CannotWrite when the file exists and is not empty (a recording is never overwritten), or cannot be opened.
    [[nodiscard]] Result<void> open();
    /// text: whole lines. Written out now and then by itself.
    void append(std::string_view text);
    /// Hands everything to the operating system; with sync, to the medium as well.
    void flush(bool sync);
    void close();
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] std::uint64_t size() const { return m_size; } ///< bytes in the file

private:
    void setError(const QString &reason);

    QFile m_file;
    std::string m_buffer;
    std::uint64_t m_size = 0;
    std::optional<Error> m_error;
};

} // namespace device_link
