// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "json_values.h"

#include "profiles/esim/profile_operations.h"

#include <QJsonArray>

#include <algorithm>

namespace app {

using namespace device_link;

namespace {

void printIdentity(const CommandContext &context, const KitIdentity &identity, bool modemAlone)
{
    const auto row = [&context](const char *name, const QString &value) {
        if (!value.isEmpty())
            context.print(QStringLiteral("%1 %2").arg(QString::fromLatin1(name), -14).arg(value));
    };
    row("Serial", identity.serial);
    row("Vendor", identity.vendor);
    row("Model", identity.model);
    row("Hardware", identity.hardware);
    row(modemAlone ? "Modem firmware" : "Firmware", identity.firmware);
    row("Device", identity.deviceKind);
    row("Network", identity.network);
    if (identity.batteryMah)
        row("Battery", QStringLiteral("%1 mAh").arg(*identity.batteryMah));
    row("EID", identity.eid);
    row("ICCID", identity.iccid);
    row("IMEI", identity.imei);
    if (identity.simulated)
        row("Measurements", *identity.simulated ? QStringLiteral("SIMULATED") : QStringLiteral("LIVE"));
    if (identity.protocolVersion > 0)
        row("Kit protocol",
            QStringLiteral("version %1 (the workbench's own, not an operator's specification)")
                .arg(identity.protocolVersion));
}

void printModem(const CommandContext &context, const ModemState &state)
{
    QStringList parts;
    if (!state.operatorName.isEmpty())
        parts.append(state.operatorName);
    if (!state.accessTechnology.isEmpty())
        parts.append(state.accessTechnology);
    if (state.rsrpDbm)
        parts.append(QStringLiteral("RSRP %1 dBm").arg(*state.rsrpDbm, 0, 'f', 0));
    else if (state.rssiDbm)
        parts.append(QStringLiteral("RSSI %1 dBm").arg(*state.rssiDbm, 0, 'f', 0));
    if (state.radio != RadioState::Unknown)
        parts.append(QStringLiteral("radio %1").arg(radioStateName(state.radio)));
    if (!parts.isEmpty())
        context.print(QStringLiteral("%1 %2").arg(QStringLiteral("Modem"), -14).arg(parts.join(QStringLiteral(", "))));
}

QStringList capabilityNames(const KitSession &session)
{
    QStringList names;
    const auto add = [&names](bool offeredHere, const char *name) {
        if (offeredHere)
            names.append(QString::fromLatin1(name));
    };
    add(session.powerSource() != nullptr, "power");
    add(session.latencyProbe() != nullptr, "latency");
    add(session.modemStatus() != nullptr, "modem");
    add(session.cardChannel() != nullptr, "card");
    add(session.promptRunner() != nullptr, "prompt");
    add(session.tokenAccount() != nullptr, "account");
    add(session.firmwareTarget() != nullptr, "firmware");
    add(session.attestation() != nullptr, "attest");
    add(session.console() != nullptr, "console");
    return names;
}

QCoro::Task<int> runInfo(std::shared_ptr<CommandContext> context)
{
    const auto opened = co_await openSession(context);
    if (!opened)
        co_return context->failed(opened.error());
    const std::shared_ptr<KitSession> session = *opened;
    const std::stop_token stop = context->stop();
    std::optional<ModemState> modem;
    if (const std::shared_ptr<ModemStatus> status = session->modemStatus()) {
        const Result<ModemState> read = co_await status->read(stop);
        if (!read)
            co_return context->failed(read.error());
        modem = *read;
    }
    KitIdentity identity = session->identity();
    const std::shared_ptr<CardChannel> card = session->cardChannel();
    if (identity.eid.isEmpty() && card) {
        // A modem does not tell it; the card does, if it is an eUICC.
        const profiles::Result<profiles::Eid> eid = co_await profiles::readEid(card, stop);
        if (eid)
            identity.eid = eid->digits();
    }
    const QStringList capabilities = capabilityNames(*session);
    const bool modemAlone
        = std::ranges::all_of(session->ports(), [](const DeviceUrl &port) { return port.role == PortRole::At; });
    printIdentity(*context, identity, modemAlone);
    QJsonObject object = toJson(identity);
    if (modem) {
        printModem(*context, *modem);
        object.insert(QStringLiteral("modem"), toJson(*modem));
    }
    context->print(
        QStringLiteral("%1 %2").arg(QStringLiteral("Offers"), -14).arg(capabilities.join(QStringLiteral(", "))));
    object.insert(QStringLiteral("capabilities"), QJsonArray::fromStringList(capabilities));
    context->printJson(object);
    session->close();
    co_return 0;
}

} // namespace

void setUpInfo(CLI::App &app, CommandChoice &choice)
{
    CLI::App *command = app.add_subcommand("info", "Who the kit is, its card and its modem");
    command->callback([&choice] { choice.choose(runInfo); });
}

} // namespace app
