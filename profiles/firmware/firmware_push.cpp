// SPDX-License-Identifier: GPL-3.0-or-later
#include "firmware_push.h"

#include "reboot_watch.h"

#include <QCoroFuture>

namespace profiles {

using device_link::FirmwareSlot;
using device_link::FirmwareState;
using device_link::FirmwareTarget;
using device_link::KitSession;
using device_link::UploadProgress;

namespace {

/// What one push carries from step to step; shared so that it outlives whoever started it.
struct PushJob {
    std::shared_ptr<KitSession> session;
    std::shared_ptr<FirmwareTarget> target;
    QByteArray file;
    PushOptions options;
    PushProgressHandler progress;
    std::stop_token stop;
    FirmwarePush result;
    qint64 uploaded = 0; ///< acknowledged bytes

    void tell(PushStep step, const std::optional<FirmwareState> &state = {}) const
    {
        if (progress)
            progress(PushProgress{step, {}, {}, state});
    }
    [[nodiscard]] QByteArray hash() const { return result.inspection.image.hash(); }
};
using Job = std::shared_ptr<PushJob>;

/// The same error with what it left behind.
tl::unexpected<Error> leaving(const Error &error, const QString &left)
{
    const QString detail = error.detail().isEmpty() ? left : QString(error.detail() + QStringLiteral("; ") + left);
    return tl::unexpected(Error(error.fault(), detail, error.code()));
}

QString untouched() { return QStringLiteral("nothing was changed on the kit"); }

QString imageStored() { return QStringLiteral("the image is stored but not marked: the kit goes on with the old one"); }

QString imageMarked() { return QStringLiteral("the image is stored and marked: the next reset of the kit starts it"); }

QString partlyStored(qint64 done, qsizetype total)
{
    return QStringLiteral("%1 of %2 bytes are in the free slot, the running image is untouched; pushing the same file "
                          "again goes on from there")
        .arg(done)
        .arg(total);
}

Result<void> checkVerdict(const PushJob &job)
{
    QStringList names;
    for (const ImageCheckId id : job.result.verdict.failed()) {
        if (id != ImageCheckId::NotRunning && !job.options.accepted.contains(id))
            names.append(QLatin1String(checkName(id)));
    }
    if (names.isEmpty())
        return {};
    const bool damaged = names.contains(QLatin1String(checkName(ImageCheckId::Hash)));
    return fail(damaged ? Fault::BadFile : Fault::BadArgument,
        QString(
            QStringLiteral("checks failed: ") + names.join(QStringLiteral(", ")) + QStringLiteral("; ") + untouched()));
}

QCoro::Task<Result<void>> inspect(Job job)
{
    job->tell(PushStep::Inspect);
    const QFuture<Result<ImageInspection>> future = inspectImageOnPool(job->file, job->options.keys);
    const Result<ImageInspection> inspection = co_await future;
    if (!inspection)
        co_return tl::unexpected(inspection.error());
    job->result.inspection = *inspection;
    if (job->hash().isEmpty())
        co_return fail(Fault::BadFile, QStringLiteral("an image without a hash cannot be marked"));
    co_return Result<void>();
}

/// Reads the state and compares.
QCoro::Task<Result<void>> compare(Job job)
{
    job->tell(PushStep::ReadState);
    const Result<FirmwareState> state = co_await job->target->state(job->stop);
    if (!state)
        co_return leaving(state.error(), untouched());
    job->tell(PushStep::Compare, *state);
    job->result.before = *state;
    job->result.verdict = judgeImage(job->result.inspection, *state, job->options.imageNumber);
    if (!runningSlot(*state, job->options.imageNumber))
        co_return fail(Fault::NotSupported,
            QStringLiteral("the kit names no running image %1: it may be in its bootloader's recovery, which can "
                           "neither try nor confirm an image; %2")
                .arg(job->options.imageNumber)
                .arg(untouched()));
    co_return Result<void>();
}

device_link::UploadProgressHandler uploadHandler(Job job)
{
    return [job](const UploadProgress &upload) {
        job->uploaded = upload.done;
        if (!job->progress)
            return;
        PushProgress progress{PushStep::Upload, upload, {}, {}};
        if (upload.bytesPerSecond > 0)
            progress.etaSeconds = double(upload.total - upload.done) / upload.bytesPerSecond;
        job->progress(progress);
    };
}

QCoro::Task<Result<void>> upload(Job job)
{
    const FirmwareSlot *held = slotWithHash(job->result.before, job->options.imageNumber, job->hash());
    if (held && held->pending) {
        job->result.uploadSkipped = true;
        co_return Result<void>();
    }
    job->tell(PushStep::Upload);
    QElapsedTimer clock;
    clock.start();
    const device_link::UploadProgressHandler handler = uploadHandler(job);
    const Result<void> done = co_await job->target->upload(job->file, job->options.imageNumber, handler, job->stop);
    if (!done)
        co_return leaving(done.error(), partlyStored(job->uploaded, job->file.size()));
    job->result.uploadMs = clock.elapsed();
    co_return Result<void>();
}

bool isMarked(const PushJob &job, const FirmwareState &state)
{
    const FirmwareSlot *slot = slotWithHash(state, job.options.imageNumber, job.hash());
    return slot && slot->pending && slot->permanent == job.options.permanent;
}

QCoro::Task<Result<void>> mark(Job job)
{
    job->tell(PushStep::Mark);
    if (job->stop.stop_requested())
        co_return fail(Fault::Cancelled, imageStored());
    const QByteArray hash = job->hash();
    const Result<FirmwareState> state = co_await job->target->markForTest(hash, job->options.permanent, job->stop);
    if (state)
        co_return Result<void>();
    // The answer may be what was lost; a second try is then refused by servers that know the mark already.
    const Result<FirmwareState> now = co_await job->target->state(job->stop);
    if (now && isMarked(*job, *now))
        co_return Result<void>();
    if (state.error().fault() == Fault::Refused)
        co_return leaving(state.error(), imageStored());
    co_return leaving(state.error(), QStringLiteral("the image is stored; whether it is marked is unknown"));
}

QCoro::Task<Result<void>> reset(Job job)
{
    job->tell(PushStep::Reset);
    if (job->stop.stop_requested())
        co_return fail(Fault::Cancelled, imageMarked());
    const Result<void> accepted = co_await job->target->reset(job->stop);
    if (!accepted && !mayHaveReset(accepted.error()))
        co_return leaving(accepted.error(), imageMarked());
    co_return Result<void>();
}

PushOutcome outcomeOf(const FirmwareState &state, int imageNumber, const QByteArray &hash)
{
    const FirmwareSlot *running = runningSlot(state, imageNumber);
    if (!running || running->hash != hash)
        return PushOutcome::WentBack;
    return running->confirmed ? PushOutcome::Confirmed : PushOutcome::OnTrial;
}

QCoro::Task<Result<void>> resetAndReadBack(Job job)
{
    const auto watch = std::make_shared<RebootWatch>(*job->session);
    const Result<void> accepted = co_await reset(job);
    if (!accepted)
        co_return accepted;
    job->tell(PushStep::Reconnect);
    QElapsedTimer clock;
    clock.start();
    const QByteArray hash = job->hash();
    const Result<FirmwareState> state = co_await stateAfterReset(
        job->session, watch, job->options.imageNumber, hash, job->options.reconnectTimeoutMs, job->stop);
    job->result.bootMs = clock.elapsed();
    if (!state && job->stop.stop_requested())
        co_return fail(Fault::Cancelled,
            QStringLiteral("the kit was reset and starts the new image; read its state when it is back"));
    if (!state) {
        job->result.outcome = PushOutcome::DidNotComeBack;
        job->result.trouble = state.error();
        co_return Result<void>();
    }
    job->tell(PushStep::ReadBack, *state);
    job->result.after = *state;
    job->result.outcome = outcomeOf(*state, job->options.imageNumber, hash);
    co_return Result<void>();
}

/// The built-in self-test: the kit stays up for a while and then shows the same image running.
QCoro::Task<Result<void>> stayUp(Job job)
{
    const auto watch = std::make_shared<RebootWatch>(*job->session);
    const WaitEnd ended = co_await waitFor(watch->event(), job->options.selfTestMs, job->stop);
    if (ended == WaitEnd::Stopped)
        co_return fail(Fault::Cancelled, QStringLiteral("stopped during the self-test"));
    if (ended == WaitEnd::Signalled)
        co_return fail(Fault::LinkLost, QStringLiteral("the kit restarted or fell silent during the self-test"));
    const Result<FirmwareState> state = co_await job->target->state(job->stop);
    if (!state)
        co_return tl::unexpected(state.error());
    if (outcomeOf(*state, job->options.imageNumber, job->hash()) == PushOutcome::WentBack)
        co_return fail(Fault::NotFound, QStringLiteral("another image runs after the self-test"));
    co_return Result<void>();
}

QCoro::Task<Result<void>> selfTest(Job job)
{
    job->tell(PushStep::SelfTest);
    Result<void> passed;
    if (job->options.selfTest)
        passed = co_await job->options.selfTest(job->session, job->stop);
    else
        passed = co_await stayUp(job);
    co_return passed;
}

/// A trial that should become permanent. Failures leave the image on trial and say why.
QCoro::Task<Result<void>> testAndConfirm(Job job)
{
    const Result<void> passed = co_await selfTest(job);
    if (!passed) {
        job->result.trouble = passed.error();
        co_return Result<void>();
    }
    job->tell(PushStep::Confirm);
    const QByteArray hash = job->hash();
    const Result<FirmwareState> state
        = co_await confirmFirmware(job->session, job->options.imageNumber, hash, job->stop);
    if (!state) {
        job->result.trouble = state.error();
        co_return Result<void>();
    }
    job->result.after = *state;
    job->result.outcome = PushOutcome::Confirmed;
    co_return Result<void>();
}

QCoro::Task<Result<void>> store(Job job)
{
    const Result<void> acceptable = checkVerdict(*job);
    if (!acceptable)
        co_return acceptable;
    const Result<void> uploaded = co_await upload(job);
    if (!uploaded)
        co_return uploaded;
    Result<void> marked = co_await mark(job);
    co_return marked;
}

bool runsAlready(const PushJob &job)
{
    const ImageCheck *check = job.result.verdict.find(ImageCheckId::NotRunning);
    return check && check->outcome == CheckOutcome::Fail;
}

} // namespace

const char *pushStepName(PushStep step)
{
    constexpr const char *kNames[] = {
        "inspect", "readState", "compare", "upload", "mark", "reset", "reconnect", "readBack", "selfTest", "confirm"};
    return kNames[static_cast<std::size_t>(step)];
}

const char *pushOutcomeName(PushOutcome outcome)
{
    constexpr const char *kNames[] = {"onTrial", "confirmed", "wentBack", "didNotComeBack", "alreadyRunning"};
    return kNames[static_cast<std::size_t>(outcome)];
}

QCoro::Task<Result<FirmwarePush>> pushFirmware(std::shared_ptr<KitSession> session, QByteArray file,
    PushOptions options, PushProgressHandler progress, std::stop_token stop)
{
    const auto job = std::make_shared<PushJob>();
    job->session = session;
    job->target = session->firmwareTarget();
    job->file = file;
    job->options = options;
    job->progress = progress;
    job->stop = stop;
    if (!job->target)
        co_return fail(Fault::NotSupported, QStringLiteral("no open port of this kit takes firmware"));
    const Result<void> inspected = co_await inspect(job);
    if (!inspected)
        co_return tl::unexpected(inspected.error());
    const Result<void> compared = co_await compare(job);
    if (!compared)
        co_return tl::unexpected(compared.error());
    if (runsAlready(*job)) {
        job->result.outcome = PushOutcome::AlreadyRunning;
        job->result.after = job->result.before;
        const bool toStay = job->options.permanent || job->options.confirmAfterSelfTest;
        if (toStay && !runningSlot(job->result.before, job->options.imageNumber)->confirmed) {
            // It runs on trial from an earlier push: what is missing is that it stays.
            job->result.outcome = PushOutcome::OnTrial;
            const Result<void> confirmed = co_await testAndConfirm(job);
            Q_UNUSED(confirmed) // its failure is in result.trouble
        }
        co_return job->result;
    }
    const Result<void> stored = co_await store(job);
    if (!stored)
        co_return tl::unexpected(stored.error());
    const Result<void> restarted = co_await resetAndReadBack(job);
    if (!restarted)
        co_return tl::unexpected(restarted.error());
    if (job->result.outcome == PushOutcome::OnTrial && job->options.confirmAfterSelfTest) {
        const Result<void> confirmed = co_await testAndConfirm(job);
        Q_UNUSED(confirmed) // its failure is in result.trouble
    }
    co_return job->result;
}

QCoro::Task<Result<FirmwareState>> confirmFirmware(
    std::shared_ptr<KitSession> session, int imageNumber, QByteArray expectedHash, std::stop_token stop)
{
    const std::shared_ptr<FirmwareTarget> target = session->firmwareTarget();
    if (!target)
        co_return fail(Fault::NotSupported, QStringLiteral("no open port of this kit takes firmware"));
    const Result<FirmwareState> before = co_await target->state(stop);
    if (!before)
        co_return before;
    const FirmwareSlot *running = runningSlot(*before, imageNumber);
    if (!running || (!expectedHash.isEmpty() && running->hash != expectedHash))
        co_return fail(Fault::NotFound, QStringLiteral("another image runs: there is nothing to confirm"));
    if (running->confirmed)
        co_return before;
    const Result<FirmwareState> confirmed = co_await target->confirm(stop);
    if (!confirmed)
        co_return confirmed;
    const Result<FirmwareState> after = co_await target->state(stop);
    if (!after)
        co_return leaving(after.error(), QStringLiteral("the confirmation was accepted"));
    const FirmwareSlot *now = runningSlot(*after, imageNumber);
    if (!now || !now->confirmed)
        co_return fail(Fault::BadReply, QStringLiteral("the kit accepted the confirmation but does not show it"));
    co_return after;
}

} // namespace profiles
