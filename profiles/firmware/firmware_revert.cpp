// SPDX-License-Identifier: GPL-3.0-or-later
#include "firmware_revert.h"

#include "image_verdict.h"
#include "reboot_watch.h"

namespace profiles {

using device_link::FirmwareSlot;
using device_link::FirmwareState;
using device_link::FirmwareTarget;
using device_link::KitSession;

namespace {

/// Whether a reset now would end the trial of this image.
Result<void> checkTrial(const FirmwareState &state, int imageNumber, const QByteArray &trialHash)
{
    const FirmwareSlot *running = runningSlot(state, imageNumber);
    if (!running || running->hash != trialHash)
        return fail(Fault::NotFound, QStringLiteral("another image runs: there is nothing to go back from"));
    if (running->confirmed)
        return fail(Fault::BadArgument, QStringLiteral("the image is confirmed: a reset starts it again"));
    return {};
}

} // namespace

QCoro::Task<Result<FirmwareState>> revertFirmware(
    std::shared_ptr<KitSession> session, int imageNumber, QByteArray trialHash, int timeoutMs, std::stop_token stop)
{
    const std::shared_ptr<FirmwareTarget> target = session->firmwareTarget();
    if (!target)
        co_return fail(Fault::NotSupported, QStringLiteral("no open port of this kit takes firmware"));
    const Result<FirmwareState> before = co_await target->state(stop);
    if (!before)
        co_return before;
    const Result<void> onTrial = checkTrial(*before, imageNumber, trialHash);
    if (!onTrial)
        co_return tl::unexpected(onTrial.error());
    const Result<FirmwareState> after = co_await resetAndRead(session, imageNumber, trialHash, timeoutMs, stop);
    if (!after)
        co_return after;
    const FirmwareSlot *running = runningSlot(*after, imageNumber);
    if (running && running->hash == trialHash)
        co_return fail(Fault::BadReply, QStringLiteral("the same image runs after the reset"));
    co_return after;
}

} // namespace profiles
