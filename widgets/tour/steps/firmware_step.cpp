// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/steps/firmware_step.h"

#include "widgets/esim/switch_words.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/firmware/push_text.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"
#include "widgets/tour/sample_firmware.h"

#include <algorithm>

namespace widgets {

using device_link::Capability;
using device_link::Error;
using device_link::Fault;
using profiles::PushOutcome;
using profiles::PushStep;

namespace {
constexpr int kReadMs = 20'000;
} // namespace

FirmwareStep::FirmwareStep(std::shared_ptr<KitContext> kit, TourMemory *memory, QObject *parent)
    : TourStep(std::move(kit), memory, parent)
{
    connect(work(), &FirmwareWork::changed, this, &FirmwareStep::onWork);
    connect(work(), &FirmwareWork::progressed, this, [this] {
        if (m_phase == Phase::Pushing)
            Q_EMIT changed();
    });
}

FirmwareWork *FirmwareStep::work() const { return kit()->model<FirmwareWork>(); }

QString FirmwareStep::title() const { return tr("Send firmware and confirm it"); }

QString FirmwareStep::text() const
{
    return tr("An image goes into the free slot, and the kit reboots into it on trial. It stays up with it for a "
              "while, then the image is confirmed. Without that, the next reset would go back to the old one.");
}

QString FirmwareStep::now() const
{
    if (m_phase != Phase::Pushing)
        return tr("Reading the slots and the image.");
    if (stopping() && work()->run().last() > PushStep::Upload)
        return tr("It is too late to stop: the image is marked. It goes on to its confirmation.");
    const auto running = work()->run().running();
    if (!running)
        return {};
    for (const PushRun::StepRecord &record : work()->run().steps()) {
        if (record.step == *running)
            return pushStepText(record.step, PushHow::TestAndConfirm) + QStringLiteral(", ") + shortTime(record.ms);
    }
    return {};
}

QString FirmwareStep::outcome() const
{
    return simulated() ? tr("%1 runs for good. The next tour sends another image.").arg(m_to)
                       : tr("%1 runs for good.").arg(m_to);
}

QString FirmwareStep::caution() const
{
    if (simulated() || memory().imageGiven.isEmpty())
        return {};
    return tr("This is a real kit: sending firmware reboots it, and the tour does not take the new image back.");
}

QString FirmwareStep::action() const { return tr("Send now"); }

FaultText FirmwareStep::failure() const
{
    if (!m_pushed || !work()->end())
        return TourStep::failure();
    const EndText end = pushEndText(*work()->end());
    return {end.title + QStringLiteral(". ") + end.what, end.next};
}

void FirmwareStep::start()
{
    m_phase = Phase::Idle;
    m_pushed = false;
    if (!kit()->session()->firmwareTarget())
        return passOver([] { return notOffered(Capability::FirmwareTarget).what; });
    m_candidates = memory().imageGiven.isEmpty() ? QStringList() : QStringList{memory().imageGiven};
    if (simulated())
        m_candidates += sampleFirmware();
    if (m_candidates.isEmpty())
        return passOver([] {
            return tr("The tour has no image for a real kit. Give one when you start the workbench: "
                      "aiesim-workbench --tour --firmware FILE");
        });
    if (work()->busy() != FirmwareWork::Busy::No)
        return fail(Error(Fault::Busy, QStringLiteral("something else is done to the firmware")));
    if (!work()->state())
        work()->readState();
    await([this] { return work()->state() && !work()->reading(); }, kReadMs, [this] { openNext(); },
        [this] {
            fail(work()->stateError().value_or(
                Error(Fault::Timeout, QStringLiteral("the slots were not read in time"))));
        });
}

void FirmwareStep::openNext()
{
    if (work()->trial())
        return passOver(
            [] { return tr("The kit runs firmware on trial. Confirm it, or reboot to go back, and try again."); });
    if (m_candidates.isEmpty())
        return passOver([] { return tr("The kit runs this image already: there is nothing to send."); });
    if (!std::exchange(memory().firmwareTouched, true)) {
        memory().fileBefore = work()->file()->path();
        memory().howBefore = work()->how();
    }
    m_phase = Phase::Opening;
    work()->file()->open(m_candidates.takeFirst());
    onWork();
}

void FirmwareStep::onWork()
{
    if (m_phase == Phase::Pushing && work()->busy() == FirmwareWork::Busy::No)
        onPushed();
    else if (m_phase == Phase::Opening && !work()->file()->reading() && state() == TourState::Running && !stopping())
        judgeFile();
    else if (m_phase == Phase::Pushing)
        Q_EMIT changed();
}

void FirmwareStep::judgeFile()
{
    const SendBlock block = work()->sendBlock();
    if (work()->reading())
        return; // the slots are being read again
    m_phase = Phase::Idle;
    switch (block) {
    case SendBlock::None: return push();
    case SendBlock::RunsAlready: return openNext();
    case SendBlock::NoImage: return fail(work()->file()->result()->error());
    case SendBlock::NoKit: return fail(Error(Fault::LinkLost, QStringLiteral("before the push")));
    case SendBlock::CheckFails: {
        QStringList names;
        for (const profiles::ImageCheckId id : work()->openFailures())
            names.append(QLatin1String(profiles::checkName(id)));
        return fail(Error(Fault::BadFile, QStringLiteral("failed checks: ") + names.join(QStringLiteral(", "))));
    }
    default: return fail(Error(Fault::NotSupported, QStringLiteral("the kit does not tell what it runs")));
    }
}

void FirmwareStep::push()
{
    m_from = work()->running()->version;
    m_to = work()->file()->image()->inspection.image.version.toString();
    memory().imageHash = work()->file()->image()->inspection.image.hash();
    work()->setHow(PushHow::TestAndConfirm);
    m_phase = Phase::Pushing;
    m_pushed = true;
    work()->push();
    if (m_phase == Phase::Pushing && work()->busy() == FirmwareWork::Busy::No)
        onPushed(); // it did not begin
}

bool FirmwareStep::stop()
{
    if (m_phase != Phase::Pushing) {
        m_phase = Phase::Idle;
        return false;
    }
    // Once marked, an image left half way would be on trial: it is quicker and cleaner to let it come to its end.
    if (work()->run().last() <= PushStep::Upload)
        work()->cancel();
    return true;
}

void FirmwareStep::onPushed()
{
    m_phase = Phase::Idle;
    const std::optional<PushEnd> &end = work()->end();
    if (end && end->outcome == PushOutcome::Confirmed)
        return succeed();
    memory().trialLeft = work()->run().last() >= PushStep::Mark;
    const bool hasError = end && (end->error || end->trouble);
    fail(!hasError       ? Error(Fault::Refused, QStringLiteral("the new image does not run"))
            : end->error ? *end->error
                         : *end->trouble);
}

std::optional<qint64> FirmwareStep::stepMs(PushStep step) const
{
    const QList<PushRun::StepRecord> &steps = work()->run().steps();
    const auto found = std::ranges::find(steps, step, &PushRun::StepRecord::step);
    const bool measured = found != steps.end() && found->state == StepState::Done;
    return m_pushed && measured ? std::optional(found->ms) : std::nullopt;
}

QList<TourFact> FirmwareStep::facts() const
{
    if (!m_pushed)
        return {};
    const device_link::UploadProgress &upload = work()->run().upload();
    const std::optional<qint64> away = stepMs(PushStep::Reconnect);
    const std::optional<qint64> sent = stepMs(PushStep::Upload);
    QString amount = upload.total > 0 ? widgets::text(bytes(upload.done)) : QString();
    if (sent)
        amount = tr("%1 in %2").arg(widgets::text(bytes(upload.total)), shortTime(*sent));
    const QString state
        = work()->end() && work()->end()->outcome ? pushOutcomeText(*work()->end()->outcome).word : QString();
    return {{tr("From"), m_from}, {tr("To"), m_to}, {tr("Sent"), amount, Tone::Time},
        {tr("Reset until the kit answers"), away ? shortTime(*away) : QString(), Tone::Time}, {tr("State"), state}};
}

QJsonObject FirmwareStep::figures() const
{
    if (!m_pushed)
        return {};
    QJsonObject figures{{QStringLiteral("from"), m_from}, {QStringLiteral("to"), m_to}};
    if (work()->end() && work()->end()->outcome)
        figures.insert(QStringLiteral("outcome"), QLatin1String(profiles::pushOutcomeName(*work()->end()->outcome)));
    if (const auto ms = stepMs(PushStep::Upload))
        figures.insert(QStringLiteral("upload_ms"), *ms);
    if (const auto ms = stepMs(PushStep::Reconnect))
        figures.insert(QStringLiteral("boot_ms"), *ms);
    return figures;
}

} // namespace widgets
