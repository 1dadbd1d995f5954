// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/slot_text.h"

#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QCoreApplication>

namespace widgets {

using device_link::FirmwareSlot;
using device_link::FirmwareState;
using profiles::PushStep;

namespace {

QString say(const char *source) { return QCoreApplication::translate("Firmware", source); }

QString orDash(const QString &version) { return version.isEmpty() ? QString(kEmDash) : version; }

/// Modes of the OS group's bootloader info (zephyr/mgmt/mcumgr/grp/os_mgmt).
QString modeText(int mode)
{
    switch (mode) {
    case 0: return say(QT_TRANSLATE_NOOP("Firmware", "one slot"));
    case 1: return say(QT_TRANSLATE_NOOP("Firmware", "swap with scratch"));
    case 2: return say(QT_TRANSLATE_NOOP("Firmware", "overwrite, no way back"));
    case 3: return say(QT_TRANSLATE_NOOP("Firmware", "swap without scratch"));
    case 4: return say(QT_TRANSLATE_NOOP("Firmware", "runs in place, no way back"));
    case 5: return say(QT_TRANSLATE_NOOP("Firmware", "runs in place"));
    case 6: return say(QT_TRANSLATE_NOOP("Firmware", "loaded into RAM"));
    default: return {};
    }
}

QString pushCutText(const PushEnd &push, PushStep step)
{
    if (step <= PushStep::Upload)
        return say(QT_TRANSLATE_NOOP("Firmware", "If power goes now, the board boots %1 and the upload starts over."))
            .arg(orDash(push.oldVersion));
    if (step == PushStep::Mark)
        return say(QT_TRANSLATE_NOOP("Firmware", "If power goes now, the board boots %1; %2 is stored."))
            .arg(orDash(push.oldVersion), push.version);
    if (step == PushStep::Reset)
        return say(QT_TRANSLATE_NOOP("Firmware", "If power goes now, the board starts %1 at its next boot."))
            .arg(push.version);
    return say(QT_TRANSLATE_NOOP("Firmware",
                   "If power goes now, the bootloader goes on with its swap where it stopped and starts %1."))
        .arg(push.version);
}

} // namespace

QList<SlotFlag> slotFlags(const FirmwareSlot &slot)
{
    QList<SlotFlag> flags;
    if (slot.active)
        flags.append({say(QT_TRANSLATE_NOOP("Firmware", "active")), ChipTone::Ok});
    if (slot.confirmed)
        flags.append({say(QT_TRANSLATE_NOOP("Firmware", "confirmed")), ChipTone::Ok});
    else if (slot.active)
        flags.append({say(QT_TRANSLATE_NOOP("Firmware", "on trial")), ChipTone::Warn});
    if (slot.pending)
        flags.append({slot.permanent ? say(QT_TRANSLATE_NOOP("Firmware", "next boot, for good"))
                                     : say(QT_TRANSLATE_NOOP("Firmware", "next boot, on trial")),
            ChipTone::Warn});
    if (!slot.bootable && !slot.active)
        flags.append({say(QT_TRANSLATE_NOOP("Firmware", "not bootable")), ChipTone::Neutral});
    return flags;
}

QString bootloaderText(const FirmwareState &state)
{
    const QString mode = state.bootloaderMode ? modeText(*state.bootloaderMode) : QString();
    if (state.bootloader.isEmpty() || mode.isEmpty())
        return state.bootloader + mode;
    return state.bootloader + comma() + mode;
}

QString powerCutText(const FirmwareWork &work)
{
    if (!work.state() || !work.running())
        return {};
    if (work.busy() == FirmwareWork::Busy::Pushing && work.end() && work.run().last() <= PushStep::ReadBack)
        return pushCutText(*work.end(), work.run().last());
    if (work.writtenSince() && work.busy() == FirmwareWork::Busy::No && work.end()) {
        if (!work.end()->outcome && work.end()->at <= PushStep::Upload)
            return pushCutText(*work.end(), work.end()->at); // nothing was marked: the old one boots
        return say(QT_TRANSLATE_NOOP(
            "Firmware", "What the board boots if power goes now is not known until its slots are read again."));
    }
    if (const FirmwareSlot *pending = work.pending())
        return (pending->permanent
                ? say(QT_TRANSLATE_NOOP("Firmware", "If power goes now, the board starts %1 for good."))
                : say(QT_TRANSLATE_NOOP("Firmware", "If power goes now, the board starts %1 on trial.")))
            .arg(orDash(pending->version));
    if (work.trial() && !work.otherVersion().isEmpty())
        return say(QT_TRANSLATE_NOOP("Firmware", "If power goes now, the board goes back to %1."))
            .arg(work.otherVersion());
    if (work.trial())
        return say(QT_TRANSLATE_NOOP("Firmware", "If power goes now, the trial ends."));
    return say(QT_TRANSLATE_NOOP("Firmware", "If power goes now, the board boots %1 again."))
        .arg(orDash(work.running()->version));
}

QString restartText(const FirmwareWork &work)
{
    if (const FirmwareSlot *pending = work.pending())
        return (pending->permanent ? say(QT_TRANSLATE_NOOP("Firmware", "It will start %1 for good."))
                                   : say(QT_TRANSLATE_NOOP("Firmware", "It will start %1 on trial.")))
            .arg(orDash(pending->version));
    return work.running()
        ? say(QT_TRANSLATE_NOOP("Firmware", "It will start %1 again.")).arg(orDash(work.running()->version))
        : QString();
}

} // namespace widgets
