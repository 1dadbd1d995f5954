// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_commands.h"
#include "kit_parts.h"
#include "request_arguments.h"

#include "framing/kit_frame.h"

#include <QCborArray>
#include <QCborValue>

namespace virtual_kit {

namespace {

QString latin1(std::string_view text) { return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size())); }

QByteArray toQt(const framing::Bytes &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

qint64 now(const KitParts &kit) { return kit.events.kitTime(kit.simulation.now()); }

qint64 boot(const KitParts &kit) { return kit.events.bootId(); }

/// Name of the access technology as radio.get tells it (PROTOCOL.md §5.8).
QString accessName(NetworkKind kind)
{
    switch (kind) {
    case NetworkKind::Cat1: return QStringLiteral("LTE Cat 1 bis");
    case NetworkKind::LteM: return QStringLiteral("LTE-M");
    case NetworkKind::RedCap: return QStringLiteral("NR RedCap");
    case NetworkKind::BleTether: return QStringLiteral("BLE tether");
    }
    return {};
}

void answerHello(const KitParts &kit, const SmpRequest &request, const SmpReply &reply)
{
    if (kit.outputs.hello)
        kit.outputs.hello(static_cast<int>(request.port));
    static const QCborArray capabilities{QStringLiteral("power"), QStringLiteral("probe"), QStringLiteral("modem"),
        QStringLiteral("card"), QStringLiteral("prompt"), QStringLiteral("account"), QStringLiteral("attest"),
        QStringLiteral("firmware")};
    QCborMap body;
    body.insert(QLatin1String("magic"), QStringLiteral("aiesim-kit"));
    body.insert(QLatin1String("ver"), 1);
    body.insert(QLatin1String("min"), 1);
    // One below the largest frame: then every payload fits the SMP buffer.
    body.insert(QLatin1String("buf"), static_cast<qint64>(framing::kMaxKitFrame - 1));
    body.insert(QLatin1String("boot"), boot(kit));
    body.insert(QLatin1String("t"), now(kit));
    body.insert(QLatin1String("caps"), capabilities);
    body.insert(QLatin1String("sim"), true);
    reply.send(body);
}

void answerIdentity(const KitParts &kit, const SmpReply &reply)
{
    QCborMap body;
    body.insert(QLatin1String("serial"), QString::fromStdString(kit.serial));
    body.insert(QLatin1String("vendor"), QStringLiteral("AI-eSIM Workbench"));
    body.insert(QLatin1String("model"), QStringLiteral("Virtual kit (simulated)"));
    body.insert(QLatin1String("hw"), QStringLiteral("simulated board 1"));
    body.insert(QLatin1String("fw"), QString::fromStdString(kit.flash.runningVersion().text()));
    body.insert(QLatin1String("sim"), true);
    body.insert(QLatin1String("boot"), boot(kit));
    body.insert(QLatin1String("eid"), QString::fromStdString(kit.card.state().eid));
    body.insert(QLatin1String("imei"), QString::fromStdString(kit.imei));
    if (const auto profile = kit.card.enabledProfile())
        body.insert(QLatin1String("iccid"), QString::fromStdString(profile->iccid));
    body.insert(QLatin1String("kind"), latin1(name(kit.config.device)));
    body.insert(QLatin1String("net"), latin1(name(kit.config.network)));
    body.insert(QLatin1String("bat_mah"), static_cast<qint64>(kit.power.battery().capacityMah()));
    reply.send(body);
}

void answerRadio(const KitParts &kit, const SmpReply &reply)
{
    QCborMap body;
    body.insert(QLatin1String("state"), latin1(name(kit.radio.state())));
    insertRegistration(kit, body);
    insertSignal(kit, body);
    body.insert(QLatin1String("t"), now(kit));
    reply.send(body);
}

void attest(const KitParts &kit, const SmpRequest &request, const SmpReply &reply)
{
    RequestArguments arguments(request.body);
    const QByteArray nonce = arguments.bytes(QLatin1String("nonce"), 16, 64);
    if (!arguments.ok())
        return refuse(reply, AiesimRc::Argument, arguments.fault());
    QCborMap statement;
    statement.insert(QLatin1String("nonce"), nonce);
    statement.insert(QLatin1String("serial"), QString::fromStdString(kit.serial));
    statement.insert(QLatin1String("eid"), QString::fromStdString(kit.card.state().eid));
    statement.insert(QLatin1String("fw"), QString::fromStdString(kit.flash.runningVersion().text()));
    statement.insert(QLatin1String("boot"), boot(kit));
    statement.insert(QLatin1String("t"), now(kit));
    const QByteArray encoded = statement.toCborValue().toCbor();
    const framing::ByteView view(
        reinterpret_cast<const std::uint8_t *>(encoded.constData()), static_cast<std::size_t>(encoded.size()));
    QCborArray certificates;
    for (const framing::Bytes &certificate : kit.deviceKey.certificates())
        certificates.append(toQt(certificate));
    reply.send({{QLatin1String("stmt"), encoded}, {QLatin1String("sig"), toQt(kit.deviceKey.sign(view))},
        {QLatin1String("certs"), certificates}});
}

} // namespace

void insertRegistration(const KitParts &kit, QCborMap &into)
{
    const ModemView view = kit.modem.modemView();
    into.insert(QLatin1String("stat"), view.registration);
    if (!kit.modem.isRegistered())
        return;
    into.insert(QLatin1String("oper"), QString::fromStdString(view.operatorName));
    into.insert(QLatin1String("plmn"), QString::fromStdString(view.plmn));
    into.insert(QLatin1String("tac"), QString::number(view.trackingArea, 16).toUpper().rightJustified(4, u'0'));
    into.insert(QLatin1String("ci"), QString::number(view.cell, 16).toUpper().rightJustified(7, u'0'));
    into.insert(QLatin1String("act"), accessName(kit.config.network));
}

void insertSignal(const KitParts &kit, QCborMap &into)
{
    const ModemView view = kit.modem.modemView();
    if (!view.rsrpDbm)
        return;
    into.insert(QLatin1String("rsrp"), *view.rsrpDbm);
    into.insert(QLatin1String("rsrq"), view.rsrqDb.value_or(0));
    into.insert(QLatin1String("sinr"), view.sinrDb.value_or(0));
    into.insert(QLatin1String("rssi"), view.rssiDbm.value_or(0));
}

void addIdentityCommands(KitParts &kit)
{
    const auto read = framing::SmpOp::Read;
    kit.group.add(
        0, read, [&kit](const SmpRequest &request, const SmpReply &reply) { answerHello(kit, request, reply); });
    kit.group.add(1, read, [&kit](const SmpRequest &, const SmpReply &reply) { answerIdentity(kit, reply); });
    kit.group.add(2, read, [&kit](const SmpRequest &, const SmpReply &reply) {
        reply.send({{QLatin1String("t"), now(kit)}, {QLatin1String("boot"), boot(kit)}});
    });
    kit.group.add(60, read, [&kit](const SmpRequest &, const SmpReply &reply) { answerRadio(kit, reply); });
    kit.group.add(70, framing::SmpOp::Write,
        [&kit](const SmpRequest &request, const SmpReply &reply) { attest(kit, request, reply); });
}

} // namespace virtual_kit
