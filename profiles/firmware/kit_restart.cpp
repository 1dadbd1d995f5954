// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_restart.h"

#include "reboot_watch.h"

#include <algorithm>

namespace profiles {

using device_link::FirmwareSlot;
using device_link::FirmwareState;
using device_link::FirmwareTarget;
using device_link::KitSession;

QCoro::Task<Result<FirmwareState>> restartKit(std::shared_ptr<KitSession> session, int timeoutMs, std::stop_token stop)
{
    const std::shared_ptr<FirmwareTarget> target = session->firmwareTarget();
    if (!target)
        co_return fail(Fault::NotSupported, QStringLiteral("no open port of this kit takes a reset"));
    const Result<FirmwareState> before = co_await target->state(stop);
    if (!before)
        co_return before;
    const auto waiting
        = std::ranges::find_if(before->slotList, [](const FirmwareSlot &slot) { return slot.pending && !slot.active; });
    const bool waits = waiting != before->slotList.cend();
    const int image = waits ? waiting->image : 0;
    const QByteArray hash = waits ? waiting->hash : QByteArray();
    co_return co_await resetAndRead(session, image, hash, timeoutMs, stop);
}

} // namespace profiles
