// SPDX-License-Identifier: GPL-3.0-or-later
#include "firmware_report.h"

#include "json_values.h"

#include "widgets/text/fault_text.h"
#include "widgets/text/units.h"

#include <QJsonArray>

namespace app {

using namespace device_link;
using profiles::FirmwarePush;
using profiles::ImageCheck;
using profiles::PushOutcome;
using profiles::PushStep;

namespace {

QString slotFlags(const FirmwareSlot &slot)
{
    QStringList flags;
    if (slot.active)
        flags.append(QStringLiteral("running"));
    if (slot.confirmed)
        flags.append(QStringLiteral("confirmed"));
    if (slot.active && !slot.confirmed)
        flags.append(QStringLiteral("on trial"));
    if (slot.pending)
        flags.append(slot.permanent ? QStringLiteral("next boot, for good") : QStringLiteral("next boot, on trial"));
    return flags.join(QStringLiteral(", "));
}

QJsonArray checksJson(const QList<ImageCheck> &checks)
{
    QJsonArray array;
    for (const ImageCheck &check : checks)
        array.append(QJsonObject{{QStringLiteral("check"), QLatin1String(profiles::checkName(check.id))},
            {QStringLiteral("outcome"), QLatin1String(profiles::outcomeName(check.outcome))},
            {QStringLiteral("detail"), QJsonObject::fromVariantMap(check.detail)}});
    return array;
}

QString detailText(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong: return widgets::integer(value.toLongLong());
    default: return value.toString();
    }
}

void printChecks(const CommandContext &context, const QList<ImageCheck> &checks)
{
    for (const ImageCheck &check : checks) {
        QStringList details;
        for (auto it = check.detail.cbegin(); it != check.detail.cend(); ++it)
            details.append(it.key() + QLatin1Char(' ') + detailText(it.value()));
        context.print(QStringLiteral("  %1 %2 %3")
                          .arg(QLatin1String(profiles::outcomeName(check.outcome)), -10)
                          .arg(QLatin1String(profiles::checkName(check.id)), -16)
                          .arg(details.join(QStringLiteral(", "))));
    }
}

bool runsOnTrial(const FirmwarePush &push)
{
    const FirmwareSlot *running = push.after ? profiles::runningSlot(*push.after, 0) : nullptr;
    return running && !running->confirmed;
}

QString outcomeSentence(const FirmwarePush &push)
{
    const QString version = push.inspection.image.version.toString();
    switch (push.outcome) {
    case PushOutcome::OnTrial:
        return QStringLiteral(
            "%1 runs on trial. It goes back at the next reset unless confirmed: aiesim firmware confirm")
            .arg(version);
    case PushOutcome::Confirmed: return QStringLiteral("%1 runs and is confirmed.").arg(version);
    case PushOutcome::WentBack:
        return QStringLiteral("The kit went back to the old image: the bootloader refused %1 or it was reverted.")
            .arg(version);
    case PushOutcome::DidNotComeBack:
        return QStringLiteral(
            "The kit did not come back after the reset. Power-cycle it and look with: aiesim firmware state");
    case PushOutcome::AlreadyRunning:
        return (runsOnTrial(push)
                ? QStringLiteral("%1 runs already, on trial; nothing was done. To keep it: aiesim firmware confirm")
                : QStringLiteral("%1 runs already; nothing was done."))
            .arg(version);
    }
    return {};
}

/// What is known of a failure that the outcome itself tells, for the end of its sentence.
QString reasonOf(const FirmwarePush &push)
{
    return push.trouble && !push.trouble->detail().isEmpty() ? QStringLiteral(" [%1]").arg(push.trouble->detail())
                                                             : QString();
}

/// Nothing hinders a downgrade but it is seldom meant.
void printVersionNote(const CommandContext &context, const FirmwarePush &push)
{
    const ImageCheck *version = push.verdict.find(profiles::ImageCheckId::Version);
    if (!version || version->outcome != profiles::CheckOutcome::Warn || push.outcome == PushOutcome::AlreadyRunning)
        return;
    const QString before = version->detail.value(QStringLiteral("running")).toString();
    if (version->detail.value(QStringLiteral("relation")) == QLatin1String("older"))
        context.print(QStringLiteral("Note: it is older than %1, which ran before.").arg(before));
    else
        context.print(QStringLiteral("Note: another image of the same version %1 ran before.").arg(before));
}

} // namespace

void printInspection(const CommandContext &context, const profiles::ImageInspection &inspection)
{
    context.print(QStringLiteral("Version  %1").arg(inspection.image.version.toString()));
    context.print(QStringLiteral("Size     %1 bytes").arg(widgets::integer(qint64(inspection.image.fileSize))));
    context.print(QStringLiteral("Hash     %1").arg(QString::fromLatin1(inspection.image.hash().toHex())));
    printChecks(context, inspection.checks);
    context.printJson({{QStringLiteral("version"), inspection.image.version.toString()},
        {QStringLiteral("size_bytes"), inspection.image.fileSize},
        {QStringLiteral("hash"), QString::fromLatin1(inspection.image.hash().toHex())},
        {QStringLiteral("checks"), checksJson(inspection.checks)}});
}

void printState(const CommandContext &context, const FirmwareState &state)
{
    if (!state.bootloader.isEmpty())
        context.print(QStringLiteral("Bootloader %1").arg(state.bootloader));
    QJsonArray slotArray;
    for (const FirmwareSlot &slot : state.slotList) {
        context.print(QStringLiteral("Slot %1  %2  %3  %4")
                          .arg(slot.slot)
                          .arg(slot.version.isEmpty() ? QStringLiteral("empty") : slot.version, -12)
                          .arg(QString::fromLatin1(slot.hash.left(8).toHex()), -16)
                          .arg(slotFlags(slot)));
        slotArray.append(toJson(slot));
    }
    context.printJson({{QStringLiteral("bootloader"), state.bootloader}, {QStringLiteral("slots"), slotArray}});
}

void printPush(const CommandContext &context, const FirmwarePush &push, std::optional<bool> simulated)
{
    if (push.outcome == PushOutcome::WentBack || push.outcome == PushOutcome::DidNotComeBack)
        context.complain(outcomeSentence(push) + reasonOf(push));
    else
        context.print(outcomeSentence(push) + (simulated.value_or(false) ? QStringLiteral("   SIMULATED") : QString()));
    printVersionNote(context, push);
    const bool back = push.outcome != PushOutcome::DidNotComeBack; // else the time is that of the waiting
    QString times = QStringLiteral("Upload %1").arg(widgets::duration(push.uploadMs * 1'000'000));
    if (back)
        times += QStringLiteral(", boot %1").arg(widgets::duration(push.bootMs * 1'000'000));
    if (push.uploadMs > 0)
        context.print(times);
    if (push.trouble && push.outcome != PushOutcome::DidNotComeBack && push.outcome != PushOutcome::WentBack)
        context.complain(widgets::faultLine(*push.trouble));
    QJsonObject object{{QStringLiteral("outcome"), QLatin1String(profiles::pushOutcomeName(push.outcome))},
        {QStringLiteral("version"), push.inspection.image.version.toString()},
        {QStringLiteral("upload_ms"), push.uploadMs},
        {QStringLiteral("boot_ms"), back ? QJsonValue(push.bootMs) : QJsonValue()},
        {QStringLiteral("checks"), checksJson(push.verdict.checks)}};
    if (simulated)
        object.insert(QStringLiteral("simulated"), *simulated);
    if (push.after) {
        QJsonArray slotArray;
        for (const FirmwareSlot &slot : push.after->slotList)
            slotArray.append(toJson(slot));
        object.insert(QStringLiteral("slots"), slotArray);
    }
    context.printJson(object);
}

bool succeeded(const FirmwarePush &push)
{
    return push.outcome != PushOutcome::WentBack && push.outcome != PushOutcome::DidNotComeBack && !push.trouble;
}

QString progressText(const profiles::PushProgress &progress)
{
    switch (progress.step) {
    case PushStep::Inspect: return QStringLiteral("Checking the file");
    case PushStep::ReadState: return QStringLiteral("Reading the slots");
    case PushStep::Compare: return QStringLiteral("Comparing");
    case PushStep::Upload: break;
    case PushStep::Mark: return QStringLiteral("Marking for the next boot");
    case PushStep::Reset: return QStringLiteral("Resetting");
    case PushStep::Reconnect: return QStringLiteral("Waiting for the kit to come back");
    case PushStep::ReadBack: return QStringLiteral("Reading the slots back");
    case PushStep::SelfTest: return QStringLiteral("Watching the new image");
    case PushStep::Confirm: return QStringLiteral("Confirming");
    }
    if (progress.upload.erasing)
        return QStringLiteral("Uploading: the kit erases its slot");
    const double share
        = progress.upload.total > 0 ? 100.0 * double(progress.upload.done) / double(progress.upload.total) : 0;
    QString line = QStringLiteral("Uploading %1 %  %2 of %3  %4/s")
                       .arg(share, 0, 'f', 0)
                       .arg(widgets::text(widgets::bytes(progress.upload.done)),
                           widgets::text(widgets::bytes(progress.upload.total)),
                           widgets::text(widgets::bytes(qint64(progress.upload.bytesPerSecond))));
    if (progress.etaSeconds)
        line += QStringLiteral("  %1 s left").arg(*progress.etaSeconds, 0, 'f', 0);
    return line;
}

std::optional<profiles::ImageCheckId> checkFromName(const QString &name)
{
    using profiles::ImageCheckId;
    for (const ImageCheckId id : {ImageCheckId::Hash, ImageCheckId::Signature, ImageCheckId::Bootable,
             ImageCheckId::Padding, ImageCheckId::SlotSize, ImageCheckId::SlotFree, ImageCheckId::NotRunning,
             ImageCheckId::NotPending, ImageCheckId::Version, ImageCheckId::SecurityCounter}) {
        if (name == QLatin1String(profiles::checkName(id)))
            return id;
    }
    return std::nullopt;
}

} // namespace app
