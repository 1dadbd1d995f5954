// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/chip.h"
#include "widgets/firmware/firmware_work.h"

#include <QList>
#include <QString>

namespace widgets {

/// A flag of a slot in words.
struct SlotFlag {
    QString word;
    ChipTone tone = ChipTone::Neutral;
};
/// "active", "on trial", "next boot": as the board reports them.
[[nodiscard]] QList<SlotFlag> slotFlags(const device_link::FirmwareSlot &slot);

/// "MCUboot, swap with scratch"; empty when not told.
[[nodiscard]] QString bootloaderText(const device_link::FirmwareState &state);

/// What a power cut would do now, one sentence; empty while the slots are not known.
[[nodiscard]] QString powerCutText(const FirmwareWork &work);

/// What a restart would start, one sentence; empty while the slots are not known.
[[nodiscard]] QString restartText(const FirmwareWork &work);

} // namespace widgets
