// SPDX-License-Identifier: GPL-3.0-or-later
#include "random_file.h"

#include <QFileInfo>

namespace device_link {

Result<void> RandomFile::open(const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists())
        return fail(Fault::CannotRead, path + QLatin1String(": no such file"));
    if (!file.isFile()) // opening a pipe would wait for its other end
        return fail(Fault::CannotRead, path + QLatin1String(": is not a file"));
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(Fault::CannotRead, path + QLatin1String(": ") + m_file.errorString());
    m_size = static_cast<std::uint64_t>(m_file.size());
    return {};
}

Result<std::size_t> RandomFile::read(std::uint64_t offset, std::span<std::uint8_t> out)
{
    if (offset >= m_size)
        return std::size_t(0);
    std::size_t done = 0;
    bool good = m_file.seek(qint64(offset));
    while (good && done < out.size()) {
        const qint64 got = m_file.read(reinterpret_cast<char *>(out.data()) + done, qint64(out.size() - done));
        good = got >= 0;
        if (got <= 0)
            break; // the end
        done += static_cast<std::size_t>(got);
    }
    if (!good)
        return fail(Fault::CannotRead, path() + QLatin1String(": ") + m_file.errorString());
    return done;
}

} // namespace device_link
