// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <cstdint>
#include <span>

namespace widgets {

/// SMP group numbers with error codes of their own. The aiesim group is found by name; 72 is its default id.
enum class SmpGroupId : std::uint16_t {
    Os = 0,
    Image = 1,
    Statistics = 2,
    Settings = 3,
    Files = 8,
    Shell = 9,
    ZephyrBasic = 63,
    Aiesim = 72
};

/// The sentences for one refusal number; English source text in the translation context "Refusal".
struct RefusalText {
    device_link::RefusalCode code;
    const char *what;
    const char *next;
};

/// Every number that has sentences.
[[nodiscard]] std::span<const RefusalText> refusalTexts();

/// The sentences of a number; null when it is unknown. Vendor groups (64 and up) are looked up as the aiesim group.
[[nodiscard]] const RefusalText *refusalText(const device_link::RefusalCode &code);

} // namespace widgets
