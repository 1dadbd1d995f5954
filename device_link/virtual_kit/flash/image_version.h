// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace virtual_kit {

/// Version field of an MCUboot image header.
struct ImageVersion {
    std::uint8_t major = 0;
    std::uint8_t minor = 0;
    std::uint16_t revision = 0;
    std::uint32_t build = 0;

    friend bool operator==(const ImageVersion &, const ImageVersion &) = default;
    /// As the image group prints it: "1.3.0.7" for 1.3.0+7, "1.2.3" when build is 0.
    [[nodiscard]] std::string text() const;
};

} // namespace virtual_kit
