// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QCborMap>

#include <optional>

namespace device_link {

/// Standard SMP groups (MCUmgr).
namespace smp_group {
inline constexpr quint16 kOs = 0, kImage = 1, kStatistics = 2, kSettings = 3, kFileSystem = 8, kShell = 9,
                         kEnumeration = 10, kZephyrBasic = 63;
}

/// Group error codes of the aiesim group (PROTOCOL.md §5).
enum class AiesimRc : std::uint8_t {
    Unknown = 1,
    Argument,
    NotFound,
    Busy,
    Refused,
    NoNetwork,
    AccountExhausted,
    NotSupported,
    ChannelClosed,
    TooLarge,
    Gone
};

/// Name of an SMP-level rc ("not supported"), empty when unknown.
[[nodiscard]] QString smpRcName(qint64 rc);
/// Name of a group's own code, empty when unknown.
[[nodiscard]] QString smpGroupRcName(quint16 group, qint64 rc);
[[nodiscard]] QString aiesimRcName(qint64 rc);

/// The refusal in an answer, in whichever form: SMP v2 {"err": {"group", "rc"}} or {"rc"} (v1, and transport-level
/// errors of v2). Empty when the answer is a success. aiesimGroup: the id of our vendor group, when it is known.
[[nodiscard]] std::optional<Error> smpRefusal(
    const QCborMap &body, const QString &what, std::optional<quint16> aiesimGroup);

/// True when the error is this code of the aiesim group.
[[nodiscard]] bool isAiesimRefusal(const Error &error, AiesimRc rc);

} // namespace device_link
