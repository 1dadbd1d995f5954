// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <QByteArray>

namespace profiles {

using framing::ByteView;

/// The bytes of an array as unsigned values; valid while the array lives and is not changed.
[[nodiscard]] inline ByteView viewOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

/// A copy of the bytes.
[[nodiscard]] inline QByteArray copyOf(ByteView view)
{
    return {reinterpret_cast<const char *>(view.data()), static_cast<qsizetype>(view.size())};
}

} // namespace profiles
