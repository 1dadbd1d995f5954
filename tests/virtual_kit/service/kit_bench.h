// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "virtual_kit/service/kit.h"

#include "framing/smp_packet.h"

#include <QByteArray>
#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// A kit at its outputs, talked to in SMP packets; time moves by hand.
class KitBench
{
public:
    using SmpOp = framing::SmpOp;
    using SimTime = virtual_kit::SimTime;
    static constexpr int kPort = 3;
    static constexpr std::uint16_t kGroup = 72;

    explicit KitBench(virtual_kit::KitConfig config = {})
        : kit(simulation, std::move(config), outputs())
    {
    }

    /// Power on, boot and register; false when that takes more than a minute.
    bool start()
    {
        kit.powerOn();
        return until([this] { return registered(); }, 60 * virtual_kit::kSecond);
    }
    bool registered() const
    {
        const qint64 stat = lastOf("reg").value(QLatin1String("stat")).toInteger();
        return stat == 1 || stat == 5; // home or roaming
    }

    void advance(SimTime time) { simulation.advanceTo(simulation.now() + time); }
    /// Runs planned actions until the condition holds; false when it does not within limit.
    bool until(const std::function<bool()> &condition, SimTime limit)
    {
        const SimTime end = simulation.now() + limit;
        while (!condition()) {
            const auto due = simulation.nextDue();
            if (!due || *due > end)
                return false;
            simulation.advanceTo(*due);
        }
        return true;
    }
    bool untilEvent(const char *name, SimTime limit = 60 * virtual_kit::kSecond)
    {
        const std::size_t before = count(name);
        return until([this, name, before] { return count(name) > before; }, limit);
    }

    /// One request and the body of its answer; a map with key "silent" when none comes within ten seconds.
    QCborMap askRaw(
        SmpOp op, std::uint16_t group, std::uint8_t command, const QByteArray &bytes, std::uint8_t version = 1)
    {
        answer.reset();
        send(op, group, command, bytes, version);
        if (!until([this] { return answer.has_value(); }, 10 * virtual_kit::kSecond))
            return {{QLatin1String("silent"), true}};
        return *answer;
    }
    void send(SmpOp op, std::uint16_t group, std::uint8_t command, const QByteArray &bytes, std::uint8_t version = 1)
    {
        framing::SmpHeader header;
        header.op = op;
        header.group = group;
        header.command = command;
        header.version = version;
        header.sequence = ++m_sequence;
        framing::Bytes packet;
        framing::encodeSmpPacket(header, viewOf(bytes), packet);
        kit.controlReceived(kPort, packet);
    }
    QCborMap read(std::uint8_t command, const QCborMap &body = {})
    {
        return askRaw(SmpOp::Read, kGroup, command, QCborValue(body).toCbor());
    }
    QCborMap write(std::uint8_t command, const QCborMap &body = {})
    {
        return askRaw(SmpOp::Write, kGroup, command, QCborValue(body).toCbor());
    }
    /// Error of the aiesim group in the last kind of answer; 0: none.
    static int errorOf(const QCborMap &body)
    {
        const QCborMap err = body.value(QLatin1String("err")).toMap();
        return err.value(QLatin1String("group")).toInteger() == 72
            ? static_cast<int>(err.value(QLatin1String("rc")).toInteger())
            : 0;
    }
    static QString reasonOf(const QCborMap &body) { return body.value(QLatin1String("rsn")).toString(); }

    std::size_t count(const char *name) const
    {
        std::size_t n = 0;
        for (const QCborMap &event : events)
            n += event.value(QLatin1String("e")).toString() == QLatin1String(name) ? 1 : 0;
        return n;
    }
    std::vector<QCborMap> all(const char *name) const
    {
        std::vector<QCborMap> found;
        for (const QCborMap &event : events) {
            if (event.value(QLatin1String("e")).toString() == QLatin1String(name))
                found.push_back(event);
        }
        return found;
    }
    QCborMap lastOf(const char *name) const
    {
        const std::vector<QCborMap> found = all(name);
        return found.empty() ? QCborMap() : found.back();
    }
    std::vector<QJsonObject> truths(const char *what) const
    {
        std::vector<QJsonObject> found;
        for (const QJsonObject &line : truth) {
            if (line.value(QLatin1String("what")).toString() == QLatin1String(what))
                found.push_back(line);
        }
        return found;
    }

    static framing::ByteView viewOf(const QByteArray &bytes)
    {
        return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
    }
    static QByteArray toQt(framing::ByteView bytes)
    {
        return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
    }

    virtual_kit::Simulation simulation;
    std::vector<QCborMap> events;
    std::vector<QJsonObject> truth;
    std::vector<std::string> console;
    QByteArray atOutput;
    QByteArray everything; ///< every byte the kit put out, in order
    std::optional<QCborMap> answer;
    framing::SmpHeader answerHeader;
    int helloPort = -1;
    int rebootings = 0;
    int boots = 0;
    virtual_kit::Kit kit;

private:
    virtual_kit::KitOutputs outputs()
    {
        virtual_kit::KitOutputs out;
        out.control = [this](int port, framing::ByteView packet) {
            everything += toQt(packet);
            const auto view = framing::parseSmpPacket(packet);
            if (port != kPort || !view)
                qFatal("an answer that is none, or for another port");
            answerHeader = view->header;
            answer = QCborValue::fromCbor(toQt(view->body)).toMap();
        };
        out.event = [this](framing::ByteView map) {
            everything += toQt(map);
            events.push_back(QCborValue::fromCbor(toQt(map)).toMap());
        };
        out.at = [this](framing::ByteView bytes) {
            everything += toQt(bytes);
            atOutput += toQt(bytes);
        };
        out.consoleText = [this](std::string_view text) {
            everything += QByteArray(text.data(), static_cast<qsizetype>(text.size()));
            console.emplace_back(text);
        };
        out.hello = [this](int port) { helloPort = port; };
        out.rebooting = [this](bool) { ++rebootings; };
        out.booted = [this] { ++boots; };
        out.truth = [this](std::string_view line) {
            everything += QByteArray(line.data(), static_cast<qsizetype>(line.size()));
            const QByteArray text(line.data(), static_cast<qsizetype>(line.size()));
            truth.push_back(QJsonDocument::fromJson(text).object());
        };
        return out;
    }
    std::uint8_t m_sequence = 0;
};

/// A map written with plain literals.
inline QCborMap body(std::initializer_list<std::pair<const char *, QCborValue>> fields)
{
    QCborMap map;
    for (const auto &[key, value] : fields)
        map.insert(QLatin1String(key), value);
    return map;
}
