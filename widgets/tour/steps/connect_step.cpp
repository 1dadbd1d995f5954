// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/steps/connect_step.h"

#include "profiles/connectivity/registration.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

namespace widgets {

using device_link::Error;
using device_link::Fault;
using device_link::ModemState;

namespace {
constexpr int kConnectMs = 30'000;
constexpr int kNetworkMs = 60'000; ///< a kit that has just started looks for its network first
} // namespace

QString ConnectStep::title() const { return tr("Connect the kit"); }

QString ConnectStep::text() const
{
    return tr("The workbench opens the kit's ports, asks who it is, and waits until its modem is in a network. "
              "The Overview shows what this kit can do.");
}

QString ConnectStep::now() const
{
    return connected() ? tr("The modem is looking for its network.") : tr("Waiting for the kit to answer.");
}

QString ConnectStep::outcome() const
{
    return kit()->session()->modemStatus() ? tr("The kit answers and is in its network.") : tr("The kit answers.");
}

bool ConnectStep::registered() const
{
    if (!kit()->session()->modemStatus())
        return true; // cannot be told: the prompt will say
    const std::optional<ModemState> &modem = kit()->facts()->modem();
    return modem && profiles::registered(*modem);
}

void ConnectStep::start()
{
    const auto over = [this] { return connected() || kit()->openError(); };
    await(
        over, kConnectMs,
        [this] {
            if (connected())
                waitForNetwork();
            else
                fail(*kit()->openError());
        },
        [this] {
            fail(kit()->session()->lastError().value_or(
                Error(Fault::Timeout, QStringLiteral("the kit did not answer in time"))));
        });
}

void ConnectStep::waitForNetwork()
{
    await([this] { return registered(); }, kNetworkMs, [this] { succeed(); },
        [this] { fail(Error(Fault::Timeout, QStringLiteral("the modem did not register in time"))); });
}

QList<TourFact> ConnectStep::facts() const
{
    const device_link::KitIdentity identity = kit()->session()->identity();
    QList<TourFact> facts{
        {tr("Kit"), kit()->alias()}, {tr("Serial number"), identity.serial}, {tr("Firmware"), identity.firmware}};
    if (const auto &modem = kit()->facts()->modem()) {
        QStringList network;
        if (!modem->operatorName.isEmpty())
            network.append(modem->operatorName);
        if (modem->registration)
            network.append(registrationWord(*modem->registration));
        facts.append({tr("Network"), network.join(comma())});
        if (modem->rsrpDbm)
            facts.append({QStringLiteral("RSRP"), widgets::text({fixed(*modem->rsrpDbm, 0), QStringLiteral("dBm")})});
    }
    return facts;
}

QJsonObject ConnectStep::figures() const
{
    const std::optional<ModemState> &modem = kit()->facts()->modem();
    return {{QStringLiteral("registration"), modem && modem->registration ? *modem->registration : QJsonValue()},
        {QStringLiteral("operator"), modem ? modem->operatorName : QString()}};
}

} // namespace widgets
