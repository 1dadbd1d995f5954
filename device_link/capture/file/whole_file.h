// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QSaveFile>

namespace device_link {

/// Writes all of it. CannotWrite, with the system's text as its detail.
[[nodiscard]] Result<void> writeAll(QIODevice &out, const char *data, std::size_t size);

/// CannotWrite with the file's name and why in plain words. systemText: what the system said, as of
/// QIODevice::errorString() or qt_error_string().
[[nodiscard]] tl::unexpected<Error> notWritten(const QString &path, const QString &systemText);

/// Makes a file of what write puts into a device, by writeAll(). It gets its name only when it is whole; what had the
/// name before is then replaced. CannotWrite: write() failed so, with the system's text as its detail, or the file
/// cannot be made. Else as write().
template <typename Totals, typename Write>
[[nodiscard]] Result<Totals> writeWholeFile(const QString &path, Write write)
{
    QSaveFile file(path);
    // What a buffer still holds would meet a full disk in commit(), which does not tell why it failed.
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return notWritten(path, file.errorString());
    Result<Totals> written = write(file);
    if (!written) {
        file.cancelWriting();
        if (written.error().fault() == Fault::CannotWrite)
            return notWritten(path, written.error().detail());
        return written;
    }
    if (!file.commit())
        return notWritten(path, file.errorString());
    return written;
}

} // namespace device_link
