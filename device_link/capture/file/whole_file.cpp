// SPDX-License-Identifier: GPL-3.0-or-later
#include "whole_file.h"

#include <cerrno>

namespace device_link {

Result<void> writeAll(QIODevice &out, const char *data, std::size_t size)
{
    // A disk that fills up takes a part and gives no reason; that comes with the next attempt.
    for (auto left = static_cast<qint64>(size); left > 0;) {
        const qint64 took = out.write(data, left);
        if (took <= 0)
            return fail(Fault::CannotWrite, out.errorString());
        data += took;
        left -= took;
    }
    return {};
}

tl::unexpected<Error> notWritten(const QString &path, const QString &systemText)
{
    QString why = systemText;
    if (why == qt_error_string(ENOSPC))
        why = QStringLiteral("the disk is full; nothing was written");
    else if (why == qt_error_string(EDQUOT))
        why = QStringLiteral("your share of the disk (its quota) is full; nothing was written");
    else if (why == qt_error_string(EFBIG))
        why = QStringLiteral("the file would be larger than files may be here; nothing was written");
    return fail(Fault::CannotWrite, path + QLatin1String(": ") + why);
}

} // namespace device_link
