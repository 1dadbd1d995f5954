// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image_version.h"

#include "framing/bytes.h"
#include "virtual_kit/kernel/sim_clock.h"

#include <cstdint>
#include <string>
#include <vector>

namespace virtual_kit {

/// What the bootloader did with the two slots (MCUboot "swap type").
enum class SwapKind : std::uint8_t { None, Test, Permanent, Revert };

/// Why the image in slot 1 was refused and its slot erased.
enum class ImageFault : std::uint8_t { None, Empty, BadHeader, BadTlvs, NotBootable, BadHash, BadSignature, TooLarge };
[[nodiscard]] const char *imageFaultName(ImageFault fault);

/// One line of console text and when it appears, in ns after the reset.
struct BootLine {
    SimTime at = 0;
    std::string text; ///< without line end
};

/// What one boot did. Times are simulated ns after the reset.
struct BootReport {
    bool started = false; ///< an image was started; false: no valid image in slot 0, the kit stays dark
    SwapKind swap = SwapKind::None;
    bool resumed = false;                   ///< an interrupted swap was brought to its end
    ImageFault rejected = ImageFault::None; ///< of the image that was requested and refused
    bool onTrial = false;                   ///< runs unconfirmed; the next reset reverts
    ImageVersion version;                   ///< of the started image
    framing::Bytes hash;                    ///< of the started image
    SimTime swapStart = 0, swapEnd = 0;     ///< of the swap, also of one that was resumed; equal when there was none
    SimTime duration = 0;                   ///< until the application answers, or until the bootloader gave up
    std::vector<BootLine> lines;            ///< bootloader's lines and the application's first ones, in order of time
};

} // namespace virtual_kit
