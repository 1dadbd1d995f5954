// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/common/byte_view.h"
#include "profiles/common/result.h"

namespace profiles {

/// Function tags (SGP.22 §5.7).
enum class Es10Function : quint16 {
    GetEuiccInfo2 = 0xBF22,
    ListNotification = 0xBF28,
    SetNickname = 0xBF29,
    GetProfilesInfo = 0xBF2D,
    NotificationMetadata = 0xBF2F,
    EnableProfile = 0xBF31,
    DisableProfile = 0xBF32,
    DeleteProfile = 0xBF33,
    GetConfiguredAddresses = 0xBF3C,
    GetEid = 0xBF3E,
};

/// The refusal for a result code: fault Refused, code {Es10, tag, rc}, detail the ASN.1 name of the code.
[[nodiscard]] tl::unexpected<Error> es10Refusal(Es10Function function, qint64 rc);

/// Reads `80 01 code` inside the function's tag: success, Refused, or BadReply.
[[nodiscard]] Result<void> decodeEs10Result(Es10Function function, const QByteArray &response);

/// The value inside the function's tag; bytes after it are BadReply.
[[nodiscard]] Result<ByteView> es10Body(Es10Function function, const QByteArray &response);

/// A list response: the value of A0, or the refusal that 81 carries (SGP.22 §5.7.15, §5.7.9).
[[nodiscard]] Result<ByteView> es10List(Es10Function function, const QByteArray &response);

} // namespace profiles
