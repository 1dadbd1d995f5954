// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/steps/put_back_step.h"

#include "profiles/esim/profile_operations.h"
#include "widgets/esim/switch_words.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/kit/kit_context.h"
#include "widgets/overview/profile_rows.h"
#include "widgets/tour/steps/profile_step.h"
#include "widgets/tour/tour_profiles.h"

#include <algorithm>

namespace widgets {

using device_link::Error;
using device_link::Fault;
using device_link::Result;
using profiles::ProfileInfo;

namespace {
constexpr int kFreeMs = 120'000; ///< what was begun by hand or is still ending, a reboot at most
} // namespace

PutBackStep::PutBackStep(std::shared_ptr<KitContext> kit, TourMemory *memory, QObject *parent)
    : TourStep(std::move(kit), memory, parent)
{
    connect(run(), &SwitchRun::changed, this, &PutBackStep::onRun);
    connect(work(), &FirmwareWork::changed, this, &PutBackStep::onWork);
}

PutBackStep::~PutBackStep() { m_stop.request_stop(); }

SwitchRun *PutBackStep::run() const { return kit()->model<SwitchRun>(); }

FirmwareWork *PutBackStep::work() const { return kit()->model<FirmwareWork>(); }

bool PutBackStep::ourTrial() const
{
    const device_link::FirmwareSlot *trial = work()->trial();
    return trial && !memory().imageHash.isEmpty() && trial->hash == memory().imageHash;
}

QString PutBackStep::title() const { return tr("Put back what was changed"); }

QString PutBackStep::text() const
{
    return tr("The tour leaves the kit as it found it: the profile from before is enabled again. A confirmed image "
              "stays, and tokens that were used are used. The tour can be started again at any time.");
}

QString PutBackStep::now() const
{
    if (m_goingBack)
        return tr("The kit reboots, to end the firmware trial.");
    return m_switching ? switchNow(*run()) : tr("Waiting until nothing else runs on the kit.");
}

QString PutBackStep::outcome() const
{
    if (!m_switched)
        return tr("Nothing had to be put back.");
    return memory().profileBefore ? tr("%1 is enabled again.").arg(profileName(*memory().profileBefore))
                                  : tr("No profile is enabled, as before.");
}

FaultText PutBackStep::failure() const
{
    FaultText text = TourStep::failure();
    if (memory().profileMoved && memory().profileBefore)
        text.next = tr("Not put back yet: enable %1 in eSIM profiles, or try again here when the kit answers.")
                        .arg(profileName(*memory().profileBefore));
    return text;
}

void PutBackStep::start()
{
    restoreFile();
    if (!needed())
        return succeed();
    const auto free = [this] {
        return connected() && work()->busy() == FirmwareWork::Busy::No && !work()->reading()
            && run()->phase() != SwitchRun::Phase::Running;
    };
    await(
        free, kFreeMs,
        [this] {
            if (ourTrial())
                endTrial();
            else
                readCard();
        },
        [this] { fail(Error(Fault::Busy, QStringLiteral("something else still runs on the kit"))); });
}

void PutBackStep::restoreFile()
{
    if (!memory().firmwareTouched || work()->busy() != FirmwareWork::Busy::No)
        return;
    memory().firmwareTouched = false;
    work()->setHow(memory().howBefore);
    if (!memory().fileBefore.isEmpty())
        work()->file()->open(memory().fileBefore);
}

void PutBackStep::endTrial()
{
    m_goingBack = true;
    work()->goBack();
}

void PutBackStep::onWork()
{
    if (!m_goingBack || work()->busy() != FirmwareWork::Busy::No)
        return;
    m_goingBack = false;
    if (work()->actionError())
        return fail(*work()->actionError());
    readCard();
}

/// What is enabled now decides: the change of the tour may have come to nothing, or been taken back by hand.
void PutBackStep::readCard()
{
    memory().trialLeft = false;
    const auto card = kit()->session()->cardChannel();
    if (!memory().profileMoved || !card)
        return succeed();
    m_reading = true;
    m_stop = std::stop_source();
    QCoro::connect(profiles::listProfiles(card, m_stop.get_token()), this,
        [this](const Result<QList<ProfileInfo>> &list) { onCard(list); });
}

void PutBackStep::onCard(const Result<QList<ProfileInfo>> &list)
{
    m_reading = false;
    if (!list || stopping())
        return fail(list ? Error(Fault::Cancelled) : list.error());
    const auto on = std::ranges::find_if(*list, &ProfileInfo::enabled);
    const ProfileInfo *enabled = on == list->cend() ? nullptr : &*on;
    if (sameEnabled(enabled, memory().profileBefore)) {
        memory().profileMoved = false;
        return succeed();
    }
    SwitchRequest request;
    request.enable = memory().profileBefore.has_value();
    request.profile = request.enable ? *memory().profileBefore : *enabled; // they differ: one of them is
    m_switching = true;
    run()->start(request);
    if (m_switching && run()->phase() != SwitchRun::Phase::Running) {
        m_switching = false;
        fail(Error(Fault::NotSupported, QStringLiteral("the change of profile did not begin")));
    }
}

bool PutBackStep::stop()
{
    if (m_switching)
        run()->stop();
    if (m_goingBack)
        work()->cancel();
    m_stop.request_stop();
    return m_switching || m_goingBack || m_reading;
}

void PutBackStep::onRun()
{
    if (!m_switching)
        return;
    if (run()->phase() == SwitchRun::Phase::Running) {
        Q_EMIT changed();
        return;
    }
    m_switching = false;
    const auto &result = run()->result();
    if (!result || !result->has_value())
        return fail(result ? result->error() : Error(Fault::Busy, QStringLiteral("another change came between")));
    m_switched = true;
    memory().profileMoved = false;
    m_onlineMs = run()->totalMs();
    run()->dismiss(); // the tour tells of it; the panel's sheet is as it was
    succeed();
}

QList<TourFact> PutBackStep::facts() const
{
    const ProfileInfo *on = kit()->facts()->enabledProfile();
    QList<TourFact> facts{{tr("Enabled profile"), on ? profileName(*on) : QString()}};
    if (m_onlineMs)
        facts.append({tr("In the network again after"), shortTime(*m_onlineMs), Tone::Time});
    if (work()->running())
        facts.append({tr("Firmware"), work()->running()->version});
    return facts;
}

QJsonObject PutBackStep::figures() const
{
    const ProfileInfo *on = kit()->facts()->enabledProfile();
    return {{QStringLiteral("profile_put_back"), m_switched},
        {QStringLiteral("enabled"), on && on->iccid ? on->iccid->digits() : QString()}};
}

} // namespace widgets
