// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/capabilities.h"

#include "device_link/protocols/at_card_channel.h"
#include "device_link/protocols/at_modem_status.h"
#include "device_link/protocols/kit_attestation.h"
#include "device_link/protocols/kit_card_channel.h"
#include "device_link/protocols/kit_latency_probe.h"
#include "device_link/protocols/kit_modem_status.h"
#include "device_link/protocols/kit_power_source.h"
#include "device_link/protocols/kit_prompt_runner.h"
#include "device_link/protocols/kit_token_account.h"
#include "device_link/protocols/ppk2_power_source.h"
#include "device_link/protocols/smp_firmware_target.h"
#include "device_link/session/port_console.h"

namespace device_link {

namespace {

/// Bytes of an image per second the line can carry; 0 unless its rate was given: on USB and ptys a baud rate is a
/// number without meaning.
double imageBytesPerSecond(const DeviceUrl &url)
{
    if (url.scheme != DeviceUrl::Scheme::Serial || url.baud == 0)
        return 0;
    const double lineBytes = url.baud / 10.0;     // 8N1
    constexpr double consoleShare = 93.0 / 127.0; // base64, marker and newline of full lines
    return url.role == PortRole::Console ? lineBytes * consoleShare : lineBytes;
}

void addPower(Capabilities &to, const Port &port)
{
    to.kitPower = std::make_shared<KitPowerSource>(port.aiesim);
    to.powerSource = to.kitPower;
    port.link->setSampleSink(to.kitPower->receiver());
    QObject::connect(port.events.get(), &EventReceiver::event, to.kitPower.get(), &KitPowerSource::take);
}

void addMeter(Capabilities &to, const Port &port)
{
    to.meterPower = std::make_shared<Ppk2PowerSource>(port.meter);
    to.powerSource = to.meterPower;
    to.powerMeter = port.meter;
    port.link->setSampleSink(to.meterPower->receiver());
    // A meter is silent but for its stream.
    QObject::connect(to.meterPower.get(), &Ppk2PowerSource::streaming, port.link.get(), &Link::watchLiveness);
}

void addProbe(Capabilities &to, const Port &port)
{
    to.kitProbe = std::make_shared<KitLatencyProbe>(port.aiesim);
    to.latencyProbe = to.kitProbe;
    QObject::connect(port.events.get(), &EventReceiver::event, to.kitProbe.get(), &KitLatencyProbe::take);
}

template <typename Object, typename Base>
void addKitObject(std::shared_ptr<Base> &to, const Port &port)
{
    const auto object = std::make_shared<Object>(port.aiesim);
    QObject::connect(port.events.get(), &EventReceiver::event, object.get(), &Object::take);
    to = object;
}

void addModemStatus(Capabilities &to, const Port &port)
{
    if (port.at)
        to.modemStatus = std::make_shared<AtModemStatus>(port.at);
    else
        addKitObject<KitModemStatus>(to.modemStatus, port);
    if (const auto modem = std::dynamic_pointer_cast<KitModemStatus>(to.modemStatus))
        QObject::connect(port.events.get(), &EventReceiver::bootChanged, modem.get(), &KitModemStatus::forget);
}

void addCard(Capabilities &to, const Port &port)
{
    if (port.at) {
        const auto card = std::make_shared<AtCardChannel>(port.at);
        QObject::connect(port.link.get(), &MessagePipe::closed, card.get(), &AtCardChannel::forget);
        to.cardChannel = card;
    } else {
        addKitObject<KitCardChannel>(to.cardChannel, port);
    }
}

void addPrompts(Capabilities &to, const Port &port) { addKitObject<KitPromptRunner>(to.promptRunner, port); }

void addAccount(Capabilities &to, const Port &port) { addKitObject<KitTokenAccount>(to.tokenAccount, port); }

void addFirmware(Capabilities &to, const Port &port)
{
    to.firmwareTarget = std::make_shared<SmpFirmwareTarget>(port.smp, imageBytesPerSecond(port.link->url()));
}

void addAttestation(Capabilities &to, const Port &port)
{
    to.attestation = std::make_shared<KitAttestation>(port.aiesim);
}

void addConsole(Capabilities &to, const Port &port)
{
    const auto console = std::make_shared<PortConsole>();
    QObject::connect(port.link.get(), &Link::text, console.get(), &Console::line);
    to.console = console;
}

/// One way to a capability. Rows of one capability stand in the order of preference.
struct Row {
    Capability capability;
    PortRole role;
    const char *kitCapability; ///< what hello must list; null: any port of the role will do
    bool (*missing)(const Capabilities &);
    void (*add)(Capabilities &, const Port &);
};

template <auto Member>
bool isMissing(const Capabilities &capabilities)
{
    return (capabilities.*Member) == nullptr;
}

using C = Capabilities;
using Cap = Capability;
using Role = PortRole;

/// Which role gives what. A meter beside the kit comes before the kit's own figures: who wired it in wants what it
/// measures (power_meter.h). The kit's own protocol comes before AT, AT before the console: the kit port is quick and
/// has events, on the console every answer is asked for. Boot text is on the console alone, so there it comes first.
constexpr Row kTable[] = {
    {Cap::PowerSource, Role::Meter, nullptr, isMissing<&C::powerSource>, addMeter},
    {Cap::PowerSource, Role::Kit, "power", isMissing<&C::powerSource>, addPower},
    {Cap::LatencyProbe, Role::Kit, "probe", isMissing<&C::latencyProbe>, addProbe},
    {Cap::LatencyProbe, Role::Console, "probe", isMissing<&C::latencyProbe>, addProbe},
    {Cap::ModemStatus, Role::Kit, "modem", isMissing<&C::modemStatus>, addModemStatus},
    {Cap::ModemStatus, Role::At, nullptr, isMissing<&C::modemStatus>, addModemStatus},
    {Cap::ModemStatus, Role::Console, "modem", isMissing<&C::modemStatus>, addModemStatus},
    {Cap::CardChannel, Role::Kit, "card", isMissing<&C::cardChannel>, addCard},
    {Cap::CardChannel, Role::At, nullptr, isMissing<&C::cardChannel>, addCard},
    {Cap::CardChannel, Role::Console, "card", isMissing<&C::cardChannel>, addCard},
    {Cap::PromptRunner, Role::Kit, "prompt", isMissing<&C::promptRunner>, addPrompts},
    {Cap::PromptRunner, Role::Console, "prompt", isMissing<&C::promptRunner>, addPrompts},
    {Cap::TokenAccount, Role::Kit, "account", isMissing<&C::tokenAccount>, addAccount},
    {Cap::TokenAccount, Role::Console, "account", isMissing<&C::tokenAccount>, addAccount},
    {Cap::FirmwareTarget, Role::Kit, "firmware", isMissing<&C::firmwareTarget>, addFirmware},
    {Cap::FirmwareTarget, Role::Console, nullptr, isMissing<&C::firmwareTarget>, addFirmware},
    {Cap::Attestation, Role::Kit, "attest", isMissing<&C::attestation>, addAttestation},
    {Cap::Attestation, Role::Console, "attest", isMissing<&C::attestation>, addAttestation},
    {Cap::Console, Role::Console, nullptr, isMissing<&C::console>, addConsole},
    {Cap::Console, Role::Kit, nullptr, isMissing<&C::console>, addConsole},
};

} // namespace

QList<PortRole> KitSession::rolesGiving(Capability capability)
{
    QList<PortRole> roles;
    for (const Row &row : kTable) {
        if (row.capability == capability)
            roles.append(row.role);
    }
    return roles;
}

bool addCapabilities(Capabilities &capabilities, const std::vector<std::shared_ptr<Port>> &ports)
{
    bool added = false;
    for (const Row &row : kTable) {
        for (const std::shared_ptr<Port> &port : ports) {
            if (!port->up || port->role() != row.role || !row.missing(capabilities))
                continue;
            if (row.kitCapability && !port->offers(row.kitCapability))
                continue;
            row.add(capabilities, *port);
            added = true;
        }
    }
    return added;
}

QCoro::Task<Result<void>> refreshCapabilities(Capabilities capabilities, std::stop_token stop)
{
    if (capabilities.kitPower) {
        const Result<void> refreshed = co_await KitPowerSource::refresh(capabilities.kitPower, stop);
        if (!refreshed)
            co_return refreshed;
    }
    if (const auto prompts = std::dynamic_pointer_cast<KitPromptRunner>(capabilities.promptRunner)) {
        const Result<void> refreshed = co_await KitPromptRunner::refresh(prompts, stop);
        if (!refreshed)
            co_return refreshed;
    }
    co_return Result<void>();
}

} // namespace device_link
