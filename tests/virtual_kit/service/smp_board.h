// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "virtual_kit/service/smp_server.h"

#include <QCborArray>
#include <QCborValue>
#include <QCryptographicHash>
#include <QFile>
#include <QTest>

#include <utility>
#include <vector>

/// A board with nothing but flash and SMP server, talked to in packets; time moves by hand.
struct SmpBoard {
    using SmpOp = framing::SmpOp;
    using Bytes = framing::Bytes;

    explicit SmpBoard(virtual_kit::SmpServerConfig config = {}, std::size_t factoryPayload = 6000)
        : flash(simulation, {{1, 0, 0, 0}, factoryPayload, virtual_kit::defaultTrustedKeys()})
        , server(simulation, flash, settings, std::move(config),
              [this](virtual_kit::SmpPort port, const Bytes &packet) { answers.emplace_back(port, packet); })
    {
        server.onReset = [this](const virtual_kit::ResetRequest &request) {
            resets.push_back(request);
            boot();
        };
        boot();
        advance(lastBoot.duration);
    }

    /// What a reset does; the application runs after lastBoot.duration.
    void boot()
    {
        lastBoot = flash.boot();
        server.reset();
    }
    void advance(virtual_kit::SimTime time) { simulation.advanceTo(simulation.now() + time); }

    static Bytes packet(SmpOp op, std::uint16_t group, std::uint8_t command, const QByteArray &body,
        std::uint8_t version = 1, std::uint8_t sequence = 0)
    {
        framing::SmpHeader header;
        header.op = op;
        header.version = version;
        header.group = group;
        header.command = command;
        header.sequence = sequence;
        Bytes out;
        framing::encodeSmpPacket(
            header, {reinterpret_cast<const std::uint8_t *>(body.constData()), std::size_t(body.size())}, out);
        return out;
    }

    /// Sends one request and gives the body of its answer; advances up to a minute.
    QCborMap askRaw(
        SmpOp op, std::uint16_t group, std::uint8_t command, const QByteArray &body, std::uint8_t version = 1)
    {
        answers.clear();
        server.receive(5, packet(op, group, command, body, version, ++sequence));
        const virtual_kit::SimTime end = simulation.now() + 60 * virtual_kit::kSecond;
        while (answers.empty() && simulation.nextDue().value_or(end) < end)
            simulation.advanceTo(*simulation.nextDue());
        if (answers.size() != 1)
            return {{QLatin1String("answers"), int(answers.size())}};
        lastHeader = framing::parseSmpPacket(answers[0].second).value().header;
        return bodyOf(answers[0].second);
    }
    QCborMap ask(
        SmpOp op, std::uint16_t group, std::uint8_t command, const QCborMap &body = {}, std::uint8_t version = 1)
    {
        return askRaw(op, group, command, QCborValue(body).toCbor(), version);
    }
    static QCborMap bodyOf(const Bytes &packet)
    {
        const auto view = framing::parseSmpPacket(packet).value();
        return QCborValue::fromCbor(
            QByteArray(reinterpret_cast<const char *>(view.body.data()), qsizetype(view.body.size())))
            .toMap();
    }

    virtual_kit::Simulation simulation;
    virtual_kit::FlashBank flash;
    virtual_kit::SettingsStore settings;
    std::vector<std::pair<virtual_kit::SmpPort, Bytes>> answers;
    std::vector<virtual_kit::ResetRequest> resets;
    virtual_kit::BootReport lastBoot;
    framing::SmpHeader lastHeader;
    std::uint8_t sequence = 0;
    virtual_kit::SmpServer server; // last: it answers into the members above
};

inline QByteArray fixtureFile(const char *name)
{
    QFile file(QStringLiteral(AIESIM_FIXTURES "/mcuboot/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("missing fixture %s", name);
    return file.readAll();
}

inline QByteArray sha256Of(const QByteArray &data)
{
    return QCryptographicHash::hash(data, QCryptographicHash::Sha256);
}

inline QCborMap groupError(int group, int rc)
{
    return {{QLatin1String("err"), QCborMap{{QLatin1String("group"), group}, {QLatin1String("rc"), rc}}}};
}
inline QCborMap commonError(int rc) { return {{QLatin1String("rc"), rc}}; }

/// A map written with plain literals.
inline QCborMap cbor(std::initializer_list<std::pair<const char *, QCborValue>> fields)
{
    QCborMap map;
    for (const auto &[key, value] : fields)
        map.insert(QLatin1String(key), value);
    return map;
}
