// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record_header.h"

#include "device_link/result.h"

#include <QFile>

#include <optional>
#include <vector>

namespace device_link {

/// The file a recording grows in: whole records, buffered into large writes. The first failure ends it: the file is cut
/// back to its last whole record, and every later call does nothing and keeps that error. One thread.
class RecordSink
{
public:
    explicit RecordSink(const QString &path);

    /// Makes the file with its prologue. AlreadyThere: something is at the path, and nothing is ever written over.
    /// CannotWrite: the file cannot be made.
    [[nodiscard]] Result<void> create(std::uint32_t fileId);
    void append(RecordType type, framing::ByteView head, framing::ByteView body);
    /// Hands everything to the operating system.
    void flush();
    /// And to the medium. Also notices that the file was removed meanwhile.
    void sync();
    /// After an error: tries to write one record more, as what is cut back may have made room for a small one.
    void tryLast(RecordType type, framing::ByteView head, framing::ByteView body);
    void close();

    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] std::uint64_t size() const { return m_size; }                  ///< bytes in the file
    [[nodiscard]] std::uint64_t end() const { return m_size + m_buffer.size(); } ///< and in the buffer
    [[nodiscard]] std::uint64_t syncedSize() const { return m_synced; }          ///< bytes that are on the medium
    [[nodiscard]] int handle() const { return m_file.handle(); }
    [[nodiscard]] QString path() const { return m_file.fileName(); }

private:
    void setError(const QString &reason);
    void cutBack(std::size_t written);

    QFile m_file;
    framing::Bytes m_buffer;
    std::vector<std::size_t> m_ends; ///< of the records in the buffer
    std::uint32_t m_fileId = 0;
    std::uint32_t m_sequence = 0;
    std::uint64_t m_size = 0;
    std::uint64_t m_synced = 0;
    std::optional<Error> m_error;
};

} // namespace device_link
