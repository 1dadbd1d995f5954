// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_sink.h"

#include "disk_state.h"

#include "device_link/capture/sync_file.h"

#include <QFileInfo>

#include <algorithm>

namespace device_link {

namespace {

constexpr std::size_t kWriteAt = std::size_t(1) << 20;

} // namespace

RecordSink::RecordSink(const QString &path)
    : m_file(path)
{
}

Result<void> RecordSink::create(std::uint32_t fileId)
{
    if (QFileInfo::exists(m_file.fileName()))
        return fail(Fault::AlreadyThere, path());
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered))
        return fail(Fault::CannotWrite, path() + QLatin1String(": ") + m_file.errorString());
    markAsBeingWritten(m_file.handle());
    m_fileId = fileId;
    m_buffer.reserve(kWriteAt + kWriteAt / 2);
    appendPrologue(m_buffer, fileId);
    m_ends.push_back(m_buffer.size());
    sync();
    if (m_error) {
        m_file.remove(); // nothing is in it
        return tl::unexpected(*m_error);
    }
    syncDirectory(QFileInfo(path()).absolutePath());
    return {};
}

void RecordSink::append(RecordType type, framing::ByteView head, framing::ByteView body)
{
    if (m_error)
        return;
    appendRecord(m_buffer, type, m_fileId, m_sequence++, head, body);
    m_ends.push_back(m_buffer.size());
    if (m_buffer.size() >= kWriteAt)
        flush();
}

void RecordSink::flush()
{
    std::size_t done = 0;
    while (!m_error && done < m_buffer.size()) {
        const qint64 wrote
            = m_file.write(reinterpret_cast<const char *>(m_buffer.data()) + done, qint64(m_buffer.size() - done));
        if (wrote > 0) {
            done += static_cast<std::size_t>(wrote);
            continue;
        }
        const QString reason = m_file.errorString();
        cutBack(done);
        setError(reason + QStringLiteral("; the %1 bytes written before are kept").arg(m_size));
    }
    if (!m_error)
        m_size += done;
    m_buffer.clear();
    m_ends.clear();
}

void RecordSink::cutBack(std::size_t written)
{
    const auto after = std::upper_bound(m_ends.begin(), m_ends.end(), written);
    m_size += after == m_ends.begin() ? 0 : *(after - 1);
    // Where this fails too, a torn record stays at the end; readers find it by its checksum.
    m_file.resize(qint64(m_size));
    m_file.seek(qint64(m_size));
}

void RecordSink::sync()
{
    flush();
    if (m_error)
        return;
    if (!syncToDisk(m_file.handle()))
        setError(QStringLiteral("the disk failed when it was synchronised; the first %1 bytes are safe").arg(m_synced));
    else if (fileIsRemoved(m_file.handle()))
        setError(QStringLiteral("the file was removed while it was written; nothing of it is kept"));
    else
        m_synced = m_size;
}

void RecordSink::tryLast(RecordType type, framing::ByteView head, framing::ByteView body)
{
    framing::Bytes record;
    appendRecord(record, type, m_fileId, m_sequence, head, body);
    const auto size = qint64(record.size());
    if (m_file.write(reinterpret_cast<const char *>(record.data()), size) == size)
        m_size += record.size();
    else
        m_file.resize(qint64(m_size));
    if (syncToDisk(m_file.handle()))
        m_synced = m_size;
}

void RecordSink::close() { m_file.close(); }

void RecordSink::setError(const QString &reason)
{
    m_error = Error(Fault::CannotWrite, path() + QLatin1String(": ") + reason);
}

} // namespace device_link
