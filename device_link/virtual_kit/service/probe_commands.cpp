// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_commands.h"
#include "kit_parts.h"
#include "request_arguments.h"

namespace virtual_kit {

namespace {

void startProbes(KitParts &kit, const SmpRequest &request, const SmpReply &reply)
{
    RequestArguments arguments(request.body);
    const QString tier = arguments.text(QLatin1String("tier"), 1, 16);
    const auto known = computeTierFromName(tier.toStdString());
    if (!known)
        arguments.reject(QLatin1String("tier"), QLatin1String("not metro, province or nation"));
    ProbeAsk ask;
    ask.tier = known.value_or(ComputeTier::Metro);
    ask.count = static_cast<std::uint32_t>(arguments.number(QLatin1String("count"), 1, 10'000));
    ask.interval = static_cast<SimTime>(arguments.number(QLatin1String("interval"), 10, 60'000)) * kMillisecond;
    ask.id = static_cast<std::uint32_t>(arguments.number(QLatin1String("id"), 0, 0xFFFFFFFFu));
    if (!arguments.ok())
        return refuse(reply, AiesimRc::Argument, arguments.fault());
    if (kit.probes.isRunning() && kit.probes.id() != ask.id)
        return refuse(reply, AiesimRc::Busy, QStringLiteral("other probes are running"));
    if (!kit.modem.isRegistered())
        return refuse(reply, AiesimRc::NoNetwork, QStringLiteral("not registered"));
    kit.probes.start(ask);
    reply.sendOk();
}

} // namespace

void addProbeCommands(KitParts &kit)
{
    using framing::SmpOp;
    kit.group.add(50, SmpOp::Write,
        [&kit](const SmpRequest &request, const SmpReply &reply) { startProbes(kit, request, reply); });
    kit.group.add(51, SmpOp::Write, [&kit](const SmpRequest &, const SmpReply &reply) {
        kit.probes.stop();
        reply.sendOk();
    });
}

void addCardCommands(KitParts &kit)
{
    using framing::SmpOp;
    kit.group.add(10, SmpOp::Write,
        [&kit](const SmpRequest &request, const SmpReply &reply) { kit.cardCommands.open(request, reply); });
    kit.group.add(11, SmpOp::Write,
        [&kit](const SmpRequest &request, const SmpReply &reply) { kit.cardCommands.transmit(request, reply); });
    kit.group.add(12, SmpOp::Write,
        [&kit](const SmpRequest &request, const SmpReply &reply) { kit.cardCommands.close(request, reply); });
}

} // namespace virtual_kit
