// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smp_group.h"

#include <cstdint>

namespace virtual_kit {

// Errors of SMP group 1 that this server gives (Zephyr img_mgmt_err_code_t).
inline constexpr std::uint16_t kImageHashNotFound = 8;
inline constexpr std::uint16_t kImageNoFreeSlot = 9;
inline constexpr std::uint16_t kImageWriteFailed = 12;
inline constexpr std::uint16_t kImageEraseFailed = 13;
inline constexpr std::uint16_t kImageInvalidSlot = 14;
inline constexpr std::uint16_t kImageInvalidOffset = 20;
inline constexpr std::uint16_t kImageInvalidLength = 21;
inline constexpr std::uint16_t kImageInvalidHeader = 22;
inline constexpr std::uint16_t kImageInvalidMagic = 23;
inline constexpr std::uint16_t kImageInvalidHash = 24;
inline constexpr std::uint16_t kImageVersionGetFailed = 26;
inline constexpr std::uint16_t kImageCurrentIsNewer = 27;
inline constexpr std::uint16_t kImageAlreadyPending = 28;
inline constexpr std::uint16_t kImageInvalidVectorTable = 29;
inline constexpr std::uint16_t kImageTooLarge = 30;
inline constexpr std::uint16_t kImageDataOverrun = 31;
inline constexpr std::uint16_t kImageTestOfActiveDenied = 33;

/// What SMP v1 shows of a group error.
[[nodiscard]] SmpRc translateImageError(std::uint16_t rc);

} // namespace virtual_kit
