// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/steps/profile_step.h"

#include "profiles/esim/profile_operations.h"
#include "widgets/esim/switch_words.h"
#include "widgets/kit/kit_context.h"
#include "widgets/overview/profile_rows.h"
#include "widgets/text/words.h"
#include "widgets/tour/tour_profiles.h"

#include <QJsonArray>

namespace widgets {

using device_link::Capability;
using device_link::Error;
using device_link::Fault;
using profiles::ProfileInfo;

namespace {

constexpr int kReadMs = 20'000;

QString orNone(const std::optional<ProfileInfo> &profile)
{
    return profile ? profileName(*profile) : ProfileStep::tr("none");
}

QString time(const std::optional<qint64> &ms) { return ms ? shortTime(*ms) : QString(); }

QJsonValue orNull(const std::optional<qint64> &value) { return value ? QJsonValue(*value) : QJsonValue(); }

} // namespace

QString switchNow(const SwitchRun &run)
{
    for (const Step &step : switchSteps(run.steps(), run.request(), run.stepElapsedMs())) {
        if (step.state == StepState::Running)
            return step.name + comma() + step.time;
    }
    return {};
}

ProfileStep::ProfileStep(std::shared_ptr<KitContext> kit, TourMemory *memory, QObject *parent)
    : TourStep(std::move(kit), memory, parent)
{
    connect(run(), &SwitchRun::changed, this, &ProfileStep::onRun);
}

SwitchRun *ProfileStep::run() const { return kit()->model<SwitchRun>(); }

QString ProfileStep::title() const { return tr("Enable another profile"); }

QString ProfileStep::text() const
{
    return tr("The card changes from one operator profile to another, and the kit is offline meanwhile: how long is "
              "measured. At its end the tour enables the profile from before again.");
}

QString ProfileStep::now() const { return m_switching ? switchNow(*run()) : tr("Reading the card."); }

QString ProfileStep::outcome() const
{
    return m_to ? tr("%1 is enabled, and the kit is in its network with it.").arg(profileName(*m_to)) : QString();
}

QString ProfileStep::caution() const
{
    if (simulated())
        return {};
    return tr("This is a real kit: a change of profile takes it off its network for some seconds, twice.");
}

QString ProfileStep::action() const { return tr("Enable now"); }

void ProfileStep::start()
{
    if (!kit()->session()->cardChannel())
        return passOver([] { return notOffered(Capability::CardChannel).what; });
    KitFacts *facts = kit()->facts();
    if (facts->profiles() && !facts->profiles()->has_value())
        facts->readProfiles();
    await([facts] { return facts->profiles() && facts->profiles()->has_value(); }, kReadMs, [this] { choose(); },
        [this, facts] {
            const bool failed = facts->profiles() && !facts->profiles()->has_value();
            fail(failed ? facts->profiles()->error()
                        : Error(Fault::Timeout, QStringLiteral("the card's profiles were not read in time")));
        });
}

void ProfileStep::choose()
{
    const ProfileInfo *on = kit()->facts()->enabledProfile();
    const ProfileInfo *target = profileToShow(**kit()->facts()->profiles());
    if (on && (on->policyRules.value_or(0) & profiles::kPolicyNoDisable))
        return passOver([] { return tr("The profile that is on may not be disabled: its policy rules forbid it."); });
    if (!target)
        return passOver([] { return tr("The card holds no other operational profile that could be enabled."); });
    if (run()->phase() == SwitchRun::Phase::Running)
        return fail(Error(Fault::Busy, QStringLiteral("a change of profile is under way")));
    m_from = on ? std::optional(*on) : std::nullopt;
    m_to = *target;
    if (!std::exchange(memory().profileKnown, true))
        memory().profileBefore = m_from;
    m_switching = true;
    SwitchRequest request;
    request.profile = *m_to;
    run()->start(request);
    if (m_switching && run()->phase() != SwitchRun::Phase::Running) {
        m_switching = false;
        fail(Error(Fault::NotSupported, QStringLiteral("the change of profile did not begin")));
    }
}

bool ProfileStep::stop()
{
    if (m_switching)
        run()->stop(); // it reads back what it left, and tells
    return m_switching;
}

void ProfileStep::onRun()
{
    if (!m_switching)
        return;
    if (run()->phase() == SwitchRun::Phase::Running) {
        Q_EMIT changed();
        return;
    }
    m_switching = false;
    const auto &result = run()->result();
    if (run()->commandSent())
        memory().profileMoved = true;
    if (!result || !result->has_value())
        return fail(result ? result->error() : Error(Fault::Busy, QStringLiteral("another change came between")));
    m_interruptionMs = (*result)->interruptionMs;
    m_onlineMs = run()->totalMs();
    if (run()->registrationError())
        return fail(*run()->registrationError());
    if (run()->registered() == false)
        return fail(Error(Fault::Timeout, QStringLiteral("enabled, but the modem did not register with it")));
    succeed();
}

QList<TourFact> ProfileStep::facts() const
{
    if (!m_to)
        return {};
    return {{tr("From"), orNone(m_from)}, {tr("To"), profileName(*m_to)},
        {tr("Card away"), time(m_interruptionMs), Tone::Time},
        {tr("In the network again after"), time(m_onlineMs), Tone::Time}};
}

QJsonObject ProfileStep::figures() const
{
    QJsonArray rows;
    const auto &read = kit()->facts()->profiles();
    if (read && read->has_value()) {
        for (const ProfileInfo &profile : **read)
            rows.append(QJsonObject{{QStringLiteral("iccid"), profile.iccid ? profile.iccid->digits() : QString()},
                {QStringLiteral("name"), profile.name}, {QStringLiteral("provider"), profile.serviceProvider},
                {QStringLiteral("enabled"), profile.enabled()}});
    }
    QJsonObject figures{{QStringLiteral("profiles"), rows}};
    if (m_to) {
        figures.insert(QStringLiteral("from"), m_from && m_from->iccid ? m_from->iccid->digits() : QString());
        figures.insert(QStringLiteral("to"), m_to->iccid ? m_to->iccid->digits() : QString());
        figures.insert(QStringLiteral("interruption_ms"), orNull(m_interruptionMs));
        figures.insert(QStringLiteral("registered_after_ms"), orNull(m_onlineMs));
    }
    return figures;
}

} // namespace widgets
