// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/esim/switch_words.h"

#include "profiles/esim/es10_notifications.h"
#include "widgets/esim/profile_list_model.h"
#include "widgets/overview/profile_rows.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace widgets {
namespace {

using Phase = SwitchRun::Phase;
using profiles::ProfileInfo;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SwitchSheet)
};

QString stepName(SwitchRun::Step step, const SwitchRequest &request)
{
    switch (step) {
    case SwitchRun::Step::Turn: return Words::tr("Take the card's turn, read the list");
    case SwitchRun::Step::Command:
        if (request.enable)
            return request.refresh ? Words::tr("ES10c EnableProfile, refresh flag on")
                                   : Words::tr("ES10c EnableProfile, refresh flag off");
        return request.refresh ? Words::tr("ES10c DisableProfile, refresh flag on")
                               : Words::tr("ES10c DisableProfile, refresh flag off");
    case SwitchRun::Step::Reset: return Words::tr("The card resets");
    case SwitchRun::Step::ReadBack: return Words::tr("Read the list back and compare");
    case SwitchRun::Step::Register: return Words::tr("The modem registers again");
    }
    return {};
}

StepState stateOf(SwitchRun::StepState state)
{
    switch (state) {
    case SwitchRun::StepState::Waiting: return StepState::Waiting;
    case SwitchRun::StepState::Running: return StepState::Running;
    case SwitchRun::StepState::Done: return StepState::Done;
    case SwitchRun::StepState::Failed: return StepState::Failed;
    case SwitchRun::StepState::Skipped: return StepState::Skipped;
    }
    return StepState::Waiting;
}

/// Servers the profile tells of an event.
QStringList serversOf(const ProfileInfo &profile, profiles::ProfileEvent event)
{
    QStringList servers;
    for (const profiles::NotificationTarget &target : profile.notificationTargets) {
        if (target.events & (1U << static_cast<unsigned>(event)))
            servers.append(target.address);
    }
    return servers;
}

QString failureReport(const SwitchRun &run)
{
    using Space = device_link::RefusalCode::Space;
    const device_link::Error &error = run.result()->error();
    if (!run.commandSent())
        return Words::tr("The command was not sent, so nothing has changed.");
    if (error.code() && (error.code()->space == Space::Es10 || error.code()->space == Space::StatusWord))
        return Words::tr("The card said no, so nothing has changed. Every channel was closed.");
    if (error.fault() == device_link::Fault::LinkLost)
        return Words::tr("The command may have been sent. The list is read again when the kit is back.");
    return Words::tr("The command had been sent; the details tell what the list shows now.");
}

/// The profile is on; whether the modem came into the network could not be asked.
QString unknownReport(const SwitchRun &run)
{
    if (run.lookingUp())
        return Words::tr("The profile is on. The kit answers again and is asked whether its modem is registered.");
    const device_link::Fault fault = run.registrationError()->fault();
    if (fault == device_link::Fault::LinkLost || fault == device_link::Fault::Timeout)
        return Words::tr("The profile is on, but the kit stopped answering: whether the modem registered is not known. "
                         "It is looked up as soon as the kit is back.");
    return Words::tr("The profile is on, but the modem does not tell whether it registered: look under Connectivity.");
}

} // namespace

QString shortTime(qint64 ms)
{
    if (ms < 1000)
        return integer(ms) + kThinSpace + QStringLiteral("ms");
    return significant(static_cast<double>(ms) / 1000, 3) + kThinSpace + u's';
}

QString switchTitle(const SwitchRequest &request, Phase phase, bool stopped)
{
    const QString name = profileName(request.profile);
    switch (phase) {
    case Phase::Idle: return (request.enable ? Words::tr("Enable %1?") : Words::tr("Disable %1?")).arg(name);
    case Phase::Running: return (request.enable ? Words::tr("Enabling %1") : Words::tr("Disabling %1")).arg(name);
    case Phase::Done: return (request.enable ? Words::tr("%1 is enabled") : Words::tr("%1 is disabled")).arg(name);
    case Phase::Failed:
        if (stopped)
            return (request.enable ? Words::tr("Enabling %1 was stopped") : Words::tr("Disabling %1 was stopped"))
                .arg(name);
        return (request.enable ? Words::tr("Enabling %1 failed") : Words::tr("Disabling %1 failed")).arg(name);
    }
    return {};
}

QString undoneTitle(const SwitchRequest &request)
{
    const QString name = profileName(request.profile);
    return (request.enable ? Words::tr("%1 is not enabled any more") : Words::tr("%1 is not disabled any more"))
        .arg(name);
}

QString switchForecast(const SwitchRequest &request, const ProfileInfo *goesOff, std::optional<qint64> lastTotalMs)
{
    QStringList sentences;
    if (request.enable)
        sentences.append(goesOff ? Words::tr("%1 goes off in the same step.").arg(profileName(*goesOff))
                                 : Words::tr("No other profile is on, so none goes off."));
    else
        sentences.append(
            Words::tr("No profile is on afterwards: the modem stays without a network until one is enabled."));
    if (!request.refresh)
        sentences.append(
            Words::tr("Without the refresh flag the modem may keep the old profile until the card is reset."));
    else if (request.enable && lastTotalMs)
        sentences.append(
            Words::tr("The modem registers again, so the kit is offline for about %1.").arg(shortTime(*lastTotalMs)));
    else if (request.enable)
        sentences.append(
            Words::tr("The modem registers again and the kit is offline meanwhile; how long is not measured on "
                      "this kit yet."));
    return sentences.join(u' ');
}

QString switchReport(const SwitchRun &run)
{
    if (run.undone())
        return Words::tr("The list had shown the change, but read again since it does not: the kit has restarted and "
                         "lost it, or something else has changed the card. Close this and look at the list.");
    if (run.phase() == Phase::Running) {
        if (run.stopping())
            return Words::tr("Stopping. The card is asked what it did, so that nothing is left unknown.");
        return Words::tr("Nobody else gets a turn at the card until the list is read back.");
    }
    if (run.phase() == Phase::Failed)
        return failureReport(run);
    if (run.phase() != Phase::Done || !run.result() || !run.result()->has_value())
        return {};
    const profiles::ProfileSwitch &change = **run.result();
    if (change.stoppedTooLate)
        return Words::tr("The stop came too late: the command had been sent and the card has carried it out.");
    if (change.answerLost)
        return Words::tr("The card's answer was lost on the way, but the list shows that it has done it.");
    if (run.registrationError())
        return unknownReport(run);
    if (run.registered() == false)
        return Words::tr("The profile is on, but the modem has not registered. Look at its signal and operator under "
                         "Connectivity.");
    if (run.registered() == true)
        return Words::tr("The list was read back and the modem is registered again.");
    const QList<SwitchRun::StepTime> &steps = run.steps();
    const bool notWaited = std::ranges::any_of(steps, [](const SwitchRun::StepTime &each) {
        return each.step == SwitchRun::Step::Register && each.state == SwitchRun::StepState::Skipped;
    });
    return notWaited ? Words::tr("The list was read back. Registration was not waited for, because you stopped.")
                     : Words::tr("The list was read back and shows it.");
}

QList<Step> switchSteps(const QList<SwitchRun::StepTime> &steps, const SwitchRequest &request, qint64 runningMs)
{
    QList<Step> shown;
    for (const SwitchRun::StepTime &each : steps) {
        Step step;
        step.name = stepName(each.step, request);
        step.state = stateOf(each.state);
        if (each.state == SwitchRun::StepState::Running)
            step.time = shortTime(runningMs);
        else if (each.ms)
            step.time = shortTime(*each.ms);
        else if (each.state == SwitchRun::StepState::Done)
            step.note = each.step == SwitchRun::Step::Register ? Words::tr("seen when the kit was back")
                                                               : Words::tr("seen before the answer");
        else if (each.state == SwitchRun::StepState::Waiting && each.lastMs)
            step.time = Words::tr("about %1").arg(shortTime(*each.lastMs));
        shown.append(step);
    }
    return shown;
}

QString changedTo(bool enabled, const QList<ProfileInfo> &before, const QList<ProfileInfo> &after)
{
    QStringList names;
    for (const ProfileInfo &now : after) {
        const auto was = std::ranges::find_if(
            before, [&](const ProfileInfo &each) { return each.iccid == now.iccid && each.aid == now.aid; });
        if (was != before.cend() && was->enabled() != now.enabled() && now.enabled() == enabled)
            names.append(profileName(now));
    }
    return names.join(comma());
}

QString notificationWords(const SwitchRequest &request, const ProfileInfo *goesOff)
{
    QStringList servers
        = serversOf(request.profile, request.enable ? profiles::ProfileEvent::Enable : profiles::ProfileEvent::Disable);
    if (request.enable && goesOff)
        servers += serversOf(*goesOff, profiles::ProfileEvent::Disable);
    if (servers.isEmpty())
        return Words::tr("none asked for");
    return servers.size() == 1 ? Words::tr("1 will be queued on the card")
                               : Words::tr("%1 will be queued on the card").arg(servers.size());
}

} // namespace widgets
