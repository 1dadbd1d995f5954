// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/firmware_work.h"

#include "widgets/kit/kit_context.h"

#include "profiles/firmware/firmware_revert.h"
#include "profiles/firmware/kit_restart.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace widgets {

using device_link::FirmwareSlot;
using device_link::FirmwareState;
using device_link::KitSession;
using device_link::SessionState;
using profiles::FirmwarePush;
using profiles::ImageCheckId;
using profiles::ImageFile;
using profiles::PushOutcome;
using profiles::PushStep;
using profiles::Result;

namespace {
constexpr int kTickMs = 100;
constexpr int kBackTimeoutMs = 120'000; ///< reset, swap and boot, as for a push
/// A board prints the build number in its own way ("1.3.0.7"): shown as the file says it ("1.3.0+7").
QString versionText(const QString &reported)
{
    const auto version = profiles::McubootVersion::fromString(reported);
    return version ? version->toString() : reported;
}

} // namespace

FirmwareWork::FirmwareWork(KitContext *kit)
    : QObject(kit)
    , m_session(kit->session())
{
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_run.tick();
        Q_EMIT progressed();
    });
    connect(&m_file, &OpenedImage::changed, this, [this] {
        if (m_file.reading() && m_busy == Busy::No && !trial())
            dropEnd();
        Q_EMIT changed();
    });
    connect(m_session.get(), &KitSession::stateChanged, this, [this](SessionState now) {
        if (now == SessionState::Connected)
            readState();
        Q_EMIT changed();
    });
    connect(m_session.get(), &KitSession::capabilitiesChanged, this, &FirmwareWork::readState);
    connect(m_session.get(), &KitSession::rebooted, this, &FirmwareWork::onRebooted);
    readState();
}

FirmwareWork::~FirmwareWork()
{
    m_stop.request_stop();
    m_reads.request_stop();
}

bool FirmwareWork::connected() const { return m_session->state() == SessionState::Connected; }

void FirmwareWork::readState()
{
    const auto target = m_session->firmwareTarget();
    if (!target || !connected() || m_busy != Busy::No)
        return; // what runs reads the state itself, and it is read again when it has ended
    if (m_reading) {
        m_readAgain = true;
        return;
    }
    m_reading = true;
    Q_EMIT changed();
    QCoro::connect(target->state(m_reads.get_token()), this, [this](const Result<FirmwareState> &state) {
        m_reading = false;
        if (state)
            setState(*state);
        else
            m_stateError = state.error();
        Q_EMIT changed();
        if (std::exchange(m_readAgain, false))
            readState();
    });
}

void FirmwareWork::setState(const FirmwareState &state)
{
    m_state = state;
    for (FirmwareSlot &slot : m_state->slotList)
        slot.version = versionText(slot.version);
    m_stateError.reset();
    m_writtenSince = false;
    m_readAt = QDateTime::currentDateTime();
    const QList<int> numbers = imageNumbers();
    if (!numbers.isEmpty() && !numbers.contains(m_imageNumber))
        m_imageNumber = numbers.first();
    settle();
}

QList<int> FirmwareWork::imageNumbers() const
{
    QList<int> numbers;
    for (const FirmwareSlot &slot : m_state ? m_state->slotList : QList<FirmwareSlot>()) {
        if (!numbers.contains(slot.image))
            numbers.append(slot.image);
    }
    std::ranges::sort(numbers);
    return numbers;
}

void FirmwareWork::setImageNumber(int number)
{
    if (m_busy != Busy::No || number == m_imageNumber)
        return;
    m_imageNumber = number;
    Q_EMIT changed();
}

const FirmwareSlot *FirmwareWork::running() const
{
    return m_state ? profiles::runningSlot(*m_state, m_imageNumber) : nullptr;
}

const FirmwareSlot *FirmwareWork::trial() const
{
    const FirmwareSlot *slot = running();
    return slot && !slot->confirmed ? slot : nullptr;
}

const FirmwareSlot *FirmwareWork::pending() const
{
    if (!m_state)
        return nullptr;
    const auto found = std::ranges::find_if(std::as_const(m_state->slotList),
        [this](const FirmwareSlot &slot) { return slot.image == m_imageNumber && slot.pending && !slot.active; });
    return found == m_state->slotList.cend() ? nullptr : &*found;
}

QString FirmwareWork::otherVersion() const
{
    for (const FirmwareSlot &slot : m_state ? m_state->slotList : QList<FirmwareSlot>()) {
        if (slot.image == m_imageNumber && !slot.active)
            return slot.version;
    }
    return {};
}

profiles::ImageVerdict FirmwareWork::verdict() const
{
    const ImageFile *image = m_file.image();
    if (!image)
        return {};
    return m_state ? profiles::judgeImage(image->inspection, *m_state, m_imageNumber)
                   : profiles::ImageVerdict{image->inspection.checks};
}

QList<ImageCheckId> FirmwareWork::openFailures() const
{
    QList<ImageCheckId> open;
    for (const ImageCheckId id : verdict().failed()) {
        if (!m_file.isAccepted(id))
            open.append(id);
    }
    return open;
}

SendBlock FirmwareWork::sendBlock() const
{
    if (m_busy != Busy::No)
        return SendBlock::Busy;
    if (m_file.path().isEmpty())
        return SendBlock::NoFile;
    if (m_file.reading())
        return SendBlock::Reading;
    if (!m_file.image())
        return SendBlock::NoImage;
    if (!connected() || !m_session->firmwareTarget())
        return SendBlock::NoKit;
    if (!m_state)
        return SendBlock::NoState;
    if (!running())
        return SendBlock::NoRunning;
    const QList<ImageCheckId> open = openFailures();
    if (open.contains(ImageCheckId::NotRunning))
        return SendBlock::RunsAlready;
    return open.isEmpty() ? SendBlock::None : SendBlock::CheckFails;
}

void FirmwareWork::setHow(PushHow how)
{
    m_how = how;
    if (m_busy == Busy::No && !m_end)
        m_run = PushRun(how);
    Q_EMIT changed();
}

void FirmwareWork::startWork(Busy busy)
{
    m_busy = busy;
    m_stop = std::stop_source();
    m_actionError.reset();
    m_tick.start();
    Q_EMIT changed();
}

void FirmwareWork::endWork()
{
    m_busy = Busy::No;
    m_tick.stop();
    m_stop = std::stop_source();
    Q_EMIT changed();
    readState();
}

void FirmwareWork::push()
{
    if (sendBlock() != SendBlock::None)
        return;
    const ImageFile image = *m_file.image();
    profiles::PushOptions options;
    options.imageNumber = m_imageNumber;
    options.permanent = m_how == PushHow::ForGood;
    options.confirmAfterSelfTest = m_how == PushHow::TestAndConfirm;
    options.keys = m_file.keys();
    options.accepted = m_file.accepted();
    m_end = PushEnd();
    m_end->size = image.bytes.size();
    m_end->version = image.inspection.image.version.toString();
    m_end->oldVersion = running()->version;
    m_end->hash = image.inspection.image.hash();
    m_history.add(
        {QDateTime::currentDateTime(), m_file.name(), m_end->oldVersion, m_end->version, m_end->hash, {}, {}, {}});
    m_endInHistory = true;
    m_run = PushRun(m_how);
    m_run.begin();
    startWork(Busy::Pushing);
    const profiles::PushProgressHandler handler
        = [self = QPointer<FirmwareWork>(this)](const profiles::PushProgress &progress) {
              if (self)
                  self->onProgress(progress);
          };
    QCoro::connect(profiles::pushFirmware(m_session, image.bytes, options, handler, m_stop.get_token()), this,
        [this](const Result<FirmwarePush> &pushed) { onPushed(pushed); });
}

void FirmwareWork::onProgress(const profiles::PushProgress &progress)
{
    const bool entered = m_run.running() != progress.step;
    m_run.enter(progress);
    if (m_end)
        m_end->uploaded = m_run.upload().done;
    if (progress.state)
        setState(*progress.state);
    m_writtenSince |= progress.upload.done > 0 || (progress.step >= PushStep::Mark && !progress.state);
    if (entered)
        Q_EMIT changed();
    else
        Q_EMIT progressed();
}

void FirmwareWork::confirm()
{
    const FirmwareSlot *slot = trial();
    if (m_busy != Busy::No || !slot)
        return;
    const QByteArray hash = slot->hash;
    tellTrial();
    startWork(Busy::Confirming);
    QCoro::connect(profiles::confirmFirmware(m_session, m_imageNumber, hash, m_stop.get_token()), this,
        [this](const Result<FirmwareState> &state) { onAction(state); });
}

void FirmwareWork::goBack()
{
    const FirmwareSlot *slot = trial();
    if (m_busy != Busy::No || !slot)
        return;
    const QByteArray hash = slot->hash;
    tellTrial();
    startWork(Busy::GoingBack);
    QCoro::connect(profiles::revertFirmware(m_session, m_imageNumber, hash, kBackTimeoutMs, m_stop.get_token()), this,
        [this](const Result<FirmwareState> &state) { onAction(state); });
}

void FirmwareWork::restart()
{
    if (m_busy != Busy::No || trial() || !connected())
        return;
    startWork(Busy::Restarting);
    QCoro::connect(profiles::restartKit(m_session, kBackTimeoutMs, m_stop.get_token()), this,
        [this](const Result<FirmwareState> &state) { onAction(state); });
}

void FirmwareWork::onAction(const Result<FirmwareState> &state)
{
    if (state)
        setState(*state);
    else if (state.error().fault() != device_link::Fault::Cancelled)
        m_actionError = state.error();
    endWork();
}

void FirmwareWork::cancel()
{
    if (m_busy == Busy::No)
        return;
    m_stop.request_stop();
    Q_EMIT changed();
}

void FirmwareWork::clearEnd()
{
    if (m_busy != Busy::No)
        return;
    dropEnd();
    Q_EMIT changed();
}

void FirmwareWork::dropEnd()
{
    m_end.reset();
    m_endInHistory = false;
    m_run = PushRun(m_how);
}

std::optional<PushEnd> FirmwareWork::trialOrEnd() const
{
    const FirmwareSlot *found = trial();
    if (!found || (m_end && m_end->hash == found->hash))
        return m_end;
    PushEnd end;
    end.version = found->version;
    end.oldVersion = otherVersion();
    end.hash = found->hash;
    end.outcome = PushOutcome::OnTrial;
    end.ranOnTrial = true;
    return end;
}

/// A trial that was found, not made here, is told of like one that was.
void FirmwareWork::tellTrial()
{
    const std::optional<PushEnd> found = trialOrEnd();
    if (m_end && found && m_end->hash == found->hash)
        return;
    dropEnd();
    m_end = found;
}

void FirmwareWork::clearActionError()
{
    m_actionError.reset();
    Q_EMIT changed();
}

} // namespace widgets
