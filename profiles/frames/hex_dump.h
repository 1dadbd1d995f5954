// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace profiles {

/// "0000  09 00 00 46 …  ...F" per 16 bytes; at most so many bytes, then a line that counts the rest.
[[nodiscard]] QString hexDump(const QByteArray &bytes, qsizetype most = 4096);
/// "BF 31 …" upper case; at most so many bytes, then "… (120 B)".
[[nodiscard]] QString shortHex(const QByteArray &bytes, qsizetype most = 48);

} // namespace profiles
