// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QString>

#include <optional>

namespace device_link {

/// A program that has a serial port open.
struct SerialHolder {
    qint64 pid = 0;
    QString program; ///< empty when it may not be told
};

/// Who has the device node open, where the operating system tells (this process is left out).
[[nodiscard]] std::optional<SerialHolder> findSerialHolder(const QString &canonicalPath);

/// The device node may be opened, and no program whose open files may be looked at, this one included, has it open. A
/// lock on it is then about to go: a program that lets a port go closes it before it removes the lock file. To tell, it
/// is opened for a moment.
[[nodiscard]] bool serialPortLetGo(const QString &canonicalPath);

/// Some program, this one included, keeps others from opening the device node. To tell, it is opened for a moment.
[[nodiscard]] bool serialPortHeld(const QString &devicePath);

/// Why a port that exists could not be opened: NoPermission with what would help, or HeldByOther with by whom.
/// Blocks, for up to some seconds: ModemManager is asked. text is the operating system's own sentence, for the details.
[[nodiscard]] Error serialOpenFault(const QString &canonicalPath, const QString &text);

} // namespace device_link
