// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace profiles {

/// Version of an MCUboot image (semantic version with a build number).
struct McubootVersion {
    quint8 major = 0, minor = 0;
    quint16 revision = 0;
    quint32 build = 0;

    friend auto operator<=>(const McubootVersion &, const McubootVersion &) = default;
    [[nodiscard]] QString toString() const; ///< "1.3.0+7", "1.2.3" when the build is 0

    /// Reads "1.3.0+7", "1.3.0.7" (as SMP servers print it), "1.3.0" or "1.3"; empty when it is none of them.
    [[nodiscard]] static std::optional<McubootVersion> fromString(const QString &text);
};

} // namespace profiles
