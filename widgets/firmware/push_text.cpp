// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/push_text.h"

#include "widgets/firmware/check_text.h"
#include "widgets/text/fault_text.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QCoreApplication>

namespace widgets {

using device_link::Error;
using device_link::Fault;
using profiles::PushOutcome;
using profiles::PushStep;

namespace {

QString say(const char *source) { return QCoreApplication::translate("Firmware", source); }

QString orDash(const QString &version) { return version.isEmpty() ? QString(kEmDash) : version; }

/// What to do about an image of which the slots, read again, tell.
QString foundNext(const PushFound &found)
{
    switch (found.held) {
    case PushFound::Held::No: return say(QT_TRANSLATE_NOOP("Firmware", "Push it again."));
    case PushFound::Held::Stored:
        return say(QT_TRANSLATE_NOOP("Firmware", "Push it again: it is marked then, and the kit restarts into it."));
    case PushFound::Held::Marked:
        return say(QT_TRANSLATE_NOOP("Firmware", "Restart the kit to try it, or push it again, which restarts it."));
    }
    return {};
}

/// What the slots, read again, hold of it.
QString foundText(const PushEnd &end)
{
    const PushFound &found = *end.found;
    const QString fresh = orDash(end.version), old = orDash(end.oldVersion);
    switch (found.held) {
    case PushFound::Held::No:
        return found.empty
            ? say(QT_TRANSLATE_NOOP("Firmware", "Slot %1 is empty, and %2 runs on.")).arg(found.slot).arg(old)
            : say(QT_TRANSLATE_NOOP("Firmware", "%1 is not in slot %2, and %3 runs on."))
                  .arg(fresh, integer(found.slot), old);
    case PushFound::Held::Stored:
        return say(QT_TRANSLATE_NOOP("Firmware", "%1 is stored in slot %2, not marked: %3 runs on."))
            .arg(fresh, integer(found.slot), old);
    case PushFound::Held::Marked:
        return say(QT_TRANSLATE_NOOP("Firmware", "%1 is stored in slot %2 and marked: the next reset starts it."))
            .arg(fresh, integer(found.slot));
    }
    return {};
}

EndText errorText(const PushEnd &end)
{
    const FaultText words = faultText(*end.error);
    if (end.error->fault() == Fault::Cancelled)
        return {say(QT_TRANSLATE_NOOP("Firmware", "Stopped")), leftText(end), words.next, Tone::Text};
    const bool lost = end.error->fault() == Fault::LinkLost || end.error->fault() == Fault::Timeout;
    if (lost && end.found && end.at >= PushStep::Upload) // it is back: what it told then stands no longer
        return {say(QT_TRANSLATE_NOOP("Firmware", "Not finished")),
            say(QT_TRANSLATE_NOOP("Firmware", "The kit was lost in the middle of it and is back.")) + u' '
                + leftText(end),
            foundNext(*end.found), Tone::Warn};
    return {
        say(QT_TRANSLATE_NOOP("Firmware", "Not finished")), words.what + u' ' + leftText(end), words.next, Tone::Error};
}

EndText trialText(const PushEnd &end)
{
    EndText text{say(QT_TRANSLATE_NOOP("Firmware", "On trial")), {},
        say(QT_TRANSLATE_NOOP("Firmware", "Try it out; then confirm it, or reboot to go back.")), Tone::Warn};
    text.what = end.oldVersion.isEmpty()
        ? say(QT_TRANSLATE_NOOP("Firmware", "%1 runs. The next reset ends the trial unless you confirm it."))
              .arg(end.version)
        : say(QT_TRANSLATE_NOOP("Firmware", "%1 runs. The next reset goes back to %2 unless you confirm it."))
              .arg(end.version, end.oldVersion);
    if (end.trouble)
        text.what = say(QT_TRANSLATE_NOOP("Firmware", "It was not confirmed: %1")).arg(faultText(*end.trouble).what)
            + u' ' + text.what;
    return text;
}

EndText wentBackText(const PushEnd &end)
{
    EndText text{say(QT_TRANSLATE_NOOP("Firmware", "Went back to the old image")), {}, {}, Tone::Warn};
    if (end.ranOnTrial) {
        text.what = say(QT_TRANSLATE_NOOP("Firmware", "%2 runs again: the kit was reset before %1 was confirmed."))
                        .arg(orDash(end.version), orDash(end.oldVersion));
        text.next = say(QT_TRANSLATE_NOOP("Firmware", "Push it again to try it once more."));
    } else {
        text.what = say(QT_TRANSLATE_NOOP("Firmware", "%2 runs again: the bootloader did not take %1, or reverted it."))
                        .arg(orDash(end.version), orDash(end.oldVersion));
        text.next = say(QT_TRANSLATE_NOOP(
            "Firmware", "Check that it is signed with the key the bootloader trusts and built for this board."));
    }
    return text;
}

} // namespace

OutcomeText pushOutcomeText(PushOutcome outcome)
{
    switch (outcome) {
    case PushOutcome::OnTrial: return {say(QT_TRANSLATE_NOOP("Firmware", "on trial")), Tone::Warn};
    case PushOutcome::Confirmed: return {say(QT_TRANSLATE_NOOP("Firmware", "confirmed")), Tone::Ok};
    case PushOutcome::WentBack: return {say(QT_TRANSLATE_NOOP("Firmware", "went back to the old image")), Tone::Warn};
    case PushOutcome::DidNotComeBack: return {say(QT_TRANSLATE_NOOP("Firmware", "did not come back")), Tone::Error};
    case PushOutcome::AlreadyRunning: return {say(QT_TRANSLATE_NOOP("Firmware", "was already running")), Tone::Text2};
    }
    return {};
}

QString pushErrorWord(const Error &error)
{
    if (error.fault() == Fault::Cancelled)
        return say(QT_TRANSLATE_NOOP("Firmware", "stopped"));
    QString what = faultText(error).what;
    if (what.endsWith(u'.') || what.endsWith(QChar(0x3002)))
        what.chop(1);
    return say(QT_TRANSLATE_NOOP("Firmware", "failed: %1")).arg(what);
}

EndText pushEndText(const PushEnd &end)
{
    if (!end.outcome)
        return end.error ? errorText(end) : EndText();
    switch (*end.outcome) {
    case PushOutcome::OnTrial: return trialText(end);
    case PushOutcome::WentBack: return wentBackText(end);
    case PushOutcome::Confirmed:
        return {say(QT_TRANSLATE_NOOP("Firmware", "Confirmed")),
            say(QT_TRANSLATE_NOOP("Firmware", "%1 runs for good.")).arg(end.version),
            say(QT_TRANSLATE_NOOP("Firmware", "Nothing is left to do. To go back, push the old image.")), Tone::Ok};
    case PushOutcome::DidNotComeBack:
        return {say(QT_TRANSLATE_NOOP("Firmware", "Did not come back")),
            say(QT_TRANSLATE_NOOP("Firmware", "Nothing answers since the reset that should start %1."))
                .arg(end.version),
            say(QT_TRANSLATE_NOOP("Firmware",
                "Switch the kit off and on; its slots are read as soon as it answers, and this says what runs.")),
            Tone::Error};
    case PushOutcome::AlreadyRunning:
        return {say(QT_TRANSLATE_NOOP("Firmware", "Was already running")),
            say(QT_TRANSLATE_NOOP("Firmware", "The kit runs %1 already; nothing was sent.")).arg(end.version),
            say(QT_TRANSLATE_NOOP("Firmware", "Open another file to push something else.")), Tone::Text};
    }
    return {};
}

QString pushStepText(PushStep step, PushHow how)
{
    switch (step) {
    case PushStep::Inspect: return say(QT_TRANSLATE_NOOP("Firmware", "Check the file"));
    case PushStep::ReadState: return say(QT_TRANSLATE_NOOP("Firmware", "Read the slots"));
    case PushStep::Compare: return say(QT_TRANSLATE_NOOP("Firmware", "Compare with the kit"));
    case PushStep::Upload: return say(QT_TRANSLATE_NOOP("Firmware", "Upload"));
    case PushStep::Mark:
        return how == PushHow::ForGood ? say(QT_TRANSLATE_NOOP("Firmware", "Mark for good"))
                                       : say(QT_TRANSLATE_NOOP("Firmware", "Mark for a trial"));
    case PushStep::Reset: return say(QT_TRANSLATE_NOOP("Firmware", "Reset"));
    case PushStep::Reconnect: return say(QT_TRANSLATE_NOOP("Firmware", "Wait for the kit"));
    case PushStep::ReadBack: return say(QT_TRANSLATE_NOOP("Firmware", "Read the slots back"));
    case PushStep::SelfTest: return say(QT_TRANSLATE_NOOP("Firmware", "Self-test"));
    case PushStep::Confirm: return say(QT_TRANSLATE_NOOP("Firmware", "Confirm"));
    }
    return {};
}

QString pushStepNote(const PushRun &run, PushStep step, StepState state)
{
    const device_link::UploadProgress &upload = run.upload();
    if (state == StepState::Skipped && run.last() == step)
        return say(QT_TRANSLATE_NOOP("Firmware", "stopped"));
    switch (step) {
    case PushStep::Upload:
        if (state == StepState::Skipped)
            return say(QT_TRANSLATE_NOOP("Firmware", "the board holds it already"));
        if (state == StepState::Waiting || upload.total == 0)
            return {};
        if (upload.erasing)
            return say(QT_TRANSLATE_NOOP("Firmware", "the board makes room"));
        if (upload.resumedFrom > 0)
            return say(QT_TRANSLATE_NOOP("Firmware", "went on from %1")).arg(text(bytes(upload.resumedFrom)));
        return {};
    case PushStep::Reconnect:
        return state == StepState::Running ? say(QT_TRANSLATE_NOOP("Firmware", "swap and boot")) : QString();
    case PushStep::SelfTest:
        return state == StepState::Running ? say(QT_TRANSLATE_NOOP("Firmware", "the kit has to stay up")) : QString();
    default: return {};
    }
}

QString pushHowText(PushHow how)
{
    switch (how) {
    case PushHow::OnTrial: return say(QT_TRANSLATE_NOOP("Firmware", "On trial"));
    case PushHow::TestAndConfirm: return say(QT_TRANSLATE_NOOP("Firmware", "On trial, then self-test and confirm"));
    case PushHow::ForGood: return say(QT_TRANSLATE_NOOP("Firmware", "For good"));
    }
    return {};
}

QString pushHowDetail(PushHow how)
{
    switch (how) {
    case PushHow::OnTrial:
        return say(QT_TRANSLATE_NOOP("Firmware", "Boots once. The next reset goes back unless you confirm it."));
    case PushHow::TestAndConfirm:
        return say(QT_TRANSLATE_NOOP("Firmware", "Confirmed by itself when the kit stays up with it for %1."))
            .arg(text({fixed(profiles::PushOptions().selfTestMs / 1e3, 0), QStringLiteral("s")}));
    case PushHow::ForGood:
        return say(QT_TRANSLATE_NOOP("Firmware", "No trial: a bad image stays until another one is pushed."));
    }
    return {};
}

QString cancelText(const FirmwareWork &work)
{
    const QString old = orDash(work.end() ? work.end()->oldVersion : QString());
    const QString fresh = orDash(work.end() ? work.end()->version : QString());
    if (work.busy() == FirmwareWork::Busy::Confirming)
        return say(
            QT_TRANSLATE_NOOP("Firmware", "Cancelling leaves %1 on trial, unless the kit has just confirmed it."))
            .arg(fresh);
    if (work.busy() == FirmwareWork::Busy::GoingBack || work.busy() == FirmwareWork::Busy::Restarting)
        return say(QT_TRANSLATE_NOOP("Firmware", "Cancelling ends the waiting, not the reset."));
    switch (work.run().last()) {
    case PushStep::Inspect:
    case PushStep::ReadState:
    case PushStep::Compare: return say(QT_TRANSLATE_NOOP("Firmware", "Cancelling changes nothing on the kit."));
    case PushStep::Upload:
        return say(
            QT_TRANSLATE_NOOP("Firmware", "Cancelling leaves %1 running; the same file goes on from here later."))
            .arg(old);
    case PushStep::Mark:
        return say(QT_TRANSLATE_NOOP("Firmware", "Cancelling leaves %1 running and %2 stored.")).arg(old, fresh);
    case PushStep::Reset:
        return say(QT_TRANSLATE_NOOP("Firmware", "Cancelling leaves %1 marked: the next reset starts it.")).arg(fresh);
    case PushStep::Reconnect:
    case PushStep::ReadBack:
        return say(QT_TRANSLATE_NOOP("Firmware", "Cancelling ends the waiting; the kit starts %1 all the same."))
            .arg(fresh);
    case PushStep::SelfTest:
    case PushStep::Confirm: return say(QT_TRANSLATE_NOOP("Firmware", "Cancelling leaves %1 on trial.")).arg(fresh);
    }
    return {};
}

QString leftText(const PushEnd &end)
{
    const QString old = orDash(end.oldVersion);
    const bool inPart = end.at == PushStep::Upload && end.found && end.found->held == PushFound::Held::No;
    if (inPart && end.restarted)
        return say(QT_TRANSLATE_NOOP("Firmware", "%1 runs on; the kit has restarted, so the upload starts over."))
            .arg(old);
    if (end.found && end.at >= PushStep::Upload && !inPart)
        return foundText(end);
    switch (end.at) {
    case PushStep::Inspect:
    case PushStep::ReadState:
    case PushStep::Compare: return say(QT_TRANSLATE_NOOP("Firmware", "Nothing was changed on the kit."));
    case PushStep::Upload:
        return say(
            QT_TRANSLATE_NOOP("Firmware",
                "%1 of %2 are in the free slot and %3 runs on; the same file goes on from there, until a reset."))
            .arg(text(bytes(end.uploaded)), text(bytes(end.size)), old);
    case PushStep::Mark:
        if (end.error && (end.error->fault() == Fault::Cancelled || end.error->fault() == Fault::Refused))
            return say(QT_TRANSLATE_NOOP("Firmware", "%1 is stored but not marked: %2 runs on."))
                .arg(orDash(end.version), old);
        return say(
            QT_TRANSLATE_NOOP("Firmware", "%1 is stored; whether it is marked shows when the slots are read again."))
            .arg(orDash(end.version));
    case PushStep::Reset:
        return say(QT_TRANSLATE_NOOP("Firmware", "%1 is stored and marked: the next reset of the kit starts it."))
            .arg(orDash(end.version));
    default:
        return say(
            QT_TRANSLATE_NOOP("Firmware", "The kit was reset and starts %1; its slots are read when it is back."))
            .arg(orDash(end.version));
    }
}

QString sendBlockText(const FirmwareWork &work)
{
    switch (work.sendBlock()) {
    case SendBlock::None: return {};
    case SendBlock::Busy: return say(QT_TRANSLATE_NOOP("Firmware", "Wait until what runs now has ended."));
    case SendBlock::NoKit: return say(QT_TRANSLATE_NOOP("Firmware", "Needs a connected kit."));
    case SendBlock::NoState:
        return say(QT_TRANSLATE_NOOP("Firmware", "Waits for the slots of the kit: read them again."));
    case SendBlock::NoRunning:
        return say(
            QT_TRANSLATE_NOOP("Firmware", "The kit names no running image: it may be in its bootloader's recovery."));
    case SendBlock::NoFile: return say(QT_TRANSLATE_NOOP("Firmware", "Open a file first."));
    case SendBlock::Reading: return say(QT_TRANSLATE_NOOP("Firmware", "The file is being checked."));
    case SendBlock::NoImage: return say(QT_TRANSLATE_NOOP("Firmware", "The file is not an image: open another."));
    case SendBlock::RunsAlready: return say(QT_TRANSLATE_NOOP("Firmware", "The kit runs this image already."));
    case SendBlock::CheckFails: break;
    }
    QStringList names;
    bool acceptable = true;
    const profiles::ImageVerdict verdict = work.verdict();
    for (const profiles::ImageCheckId id : work.openFailures()) {
        names.append(checkTitle(id));
        acceptable = acceptable && OpenedImage::mayAccept(*verdict.find(id));
    }
    const QString list = names.join(comma());
    return acceptable
        ? say(QT_TRANSLATE_NOOP("Firmware", "Failed: %1. Accept it there, or open another file.")).arg(list)
        : say(QT_TRANSLATE_NOOP("Firmware", "Failed: %1. See there what to do.")).arg(list);
}

} // namespace widgets
