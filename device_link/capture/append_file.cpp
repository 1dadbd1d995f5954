// SPDX-License-Identifier: GPL-3.0-or-later
#include "append_file.h"

#include "sync_file.h"

#include <QFileInfo>

namespace device_link {

namespace {

constexpr std::size_t kWriteAt = 256 * 1024;

} // namespace

AppendFile::AppendFile(const QString &path)
    : m_file(path)
{
}

Result<void> AppendFile::open()
{
    if (QFileInfo(m_file.fileName()).size() > 0)
        return fail(Fault::CannotWrite, m_file.fileName() + QLatin1String(": exists and is not empty"));
    if (m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return {};
    return fail(Fault::CannotWrite, m_file.fileName() + QLatin1String(": ") + m_file.errorString());
}

void AppendFile::append(std::string_view text)
{
    if (m_error)
        return;
    m_buffer.append(text);
    if (m_buffer.size() >= kWriteAt)
        flush(false);
}

void AppendFile::flush(bool sync)
{
    std::size_t done = 0;
    while (!m_error && done < m_buffer.size()) {
        const qint64 wrote = m_file.write(m_buffer.data() + done, static_cast<qint64>(m_buffer.size() - done));
        if (wrote > 0) {
            done += static_cast<std::size_t>(wrote);
            continue;
        }
        setError(m_file.errorString());
        // Part of the lines may have fitted: keep the whole ones. Where that fails too a torn line stays.
        const std::size_t newline = std::string_view(m_buffer).substr(0, done).rfind('\n');
        done = newline == std::string_view::npos ? 0 : newline + 1;
        if (!m_file.resize(static_cast<qint64>(m_size + done)))
            m_error = Error(m_error->fault(), m_error->detail() + QLatin1String("; its last line may be cut"));
    }
    m_size += done;
    m_buffer.clear();
    if (sync && !m_error && !syncToDisk(m_file.handle()))
        setError(QStringLiteral("could not be synchronised to the disk"));
}

void AppendFile::close()
{
    flush(true);
    m_file.close();
}

void AppendFile::setError(const QString &reason)
{
    m_error = Error(Fault::CannotWrite, m_file.fileName() + QLatin1String(": ") + reason);
}

} // namespace device_link
