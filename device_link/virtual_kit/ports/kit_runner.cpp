// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_runner.h"

#include "virtual_kit/physics/power_model.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace virtual_kit {

using framing::Bytes;
using framing::ByteView;

namespace {

/// A host sees a USB device gone for about this long when it enumerates anew.
constexpr LinkTime kReenumeration = 800 * kLinkMillisecond;
/// Short blocks leave together: not more than one wake-up in this time for samples.
constexpr LinkTime kStreamTick = 4 * kLinkMillisecond;
constexpr LinkTime kJunkEvery = 10 * kLinkMillisecond;
constexpr std::size_t kJunkBytes = 4096;
/// When a port cannot be made again (its TCP port was taken meanwhile), it is tried again after this.
constexpr LinkTime kRetry = kLinkSecond;
/// The first boot is over long before this; a kit that never boots still shows its ports.
constexpr SimTime kFirstBootLimit = 120 * kSecond;
constexpr std::size_t kSequenceAt = 6; ///< in an SMP header
/// aiesim commands of PROTOCOL.md §5.
constexpr std::uint8_t kStreamList = 40;
constexpr std::uint8_t kStreamStart = 41;
constexpr std::uint8_t kStreamStop = 42;

/// Ports as the SMP server knows them: way * 2, and 1 more for a console.
constexpr SmpPort kitPortId(std::size_t way) { return static_cast<SmpPort>(way * 2); }
constexpr SmpPort consolePortId(std::size_t way) { return static_cast<SmpPort>(way * 2 + 1); }

} // namespace

KitRunner::KitRunner(KitRunnerConfig config, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_kit(m_simulation, m_config.kit, outputs())
    , m_streams(m_simulation, m_kit.power(), m_config.stream)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &KitRunner::tick);

    m_streams.kitTime = [this](SimTime t) { return m_kit.kitTime(t); };
    m_streams.onTruth
        = [this](std::string_view what, const QCborMap &fields) { m_kit.addTruth(what, fields.toJsonObject()); };
    using framing::SmpOp;
    m_kit.addCommand(kStreamList, SmpOp::Read,
        [this](const SmpRequest &request, SmpReply reply) { m_streams.list(request, std::move(reply)); });
    m_kit.addCommand(kStreamStart, SmpOp::Write,
        [this](const SmpRequest &request, SmpReply reply) { m_streams.start(request, std::move(reply)); });
    m_kit.addCommand(kStreamStop, SmpOp::Write,
        [this](const SmpRequest &request, SmpReply reply) { m_streams.stop(request, std::move(reply)); });
}

KitRunner::~KitRunner() = default;

KitOutputs KitRunner::outputs()
{
    KitOutputs outputs;
    outputs.control = [this](int port, ByteView packet) { sendAnswer(static_cast<SmpPort>(port), packet); };
    outputs.event = [this](ByteView cbor) {
        for (const auto &port : m_kitPorts)
            port->link().sendEvent(cbor);
    };
    outputs.at = [this](ByteView bytes) {
        for (const auto &port : m_atPorts)
            port->send(bytes, m_config.faults.late);
    };
    outputs.consoleText = [this](std::string_view line) {
        for (const auto &port : m_consolePorts)
            port->sendText(line, m_config.faults.delay);
    };
    outputs.log = [this](std::string_view line) {
        for (const auto &port : m_kitPorts)
            port->link().sendLog(line);
    };
    outputs.hello = [this](int port) {
        const auto id = static_cast<SmpPort>(port);
        m_streams.end(id, "hello");
        if (id % 2 == 0 && id / 2 < m_kitPorts.size())
            m_kitPorts[id / 2]->link().hello();
    };
    outputs.rebooting = [this](bool reenumerate) { rebooting(reenumerate); };
    outputs.testPoints = [this](std::uint8_t bits) { setTestPoints(bits); };
    outputs.booted = [this] { m_down = false; };
    outputs.truth = m_config.truth;
    return outputs;
}

void KitRunner::addPipes(KitPipes pipes)
{
    const std::size_t way = m_kitPorts.size();
    const SmpPort kitId = kitPortId(way);
    const SmpPort consoleId = consolePortId(way);

    auto kit = std::make_unique<KitPort>(std::move(pipes.kit), KitLinkConfig{4096, m_config.lineBytesPerSecond});
    kit->link().onControl = [this, kitId](ByteView packet) { m_kit.controlReceived(static_cast<int>(kitId), packet); };
    kit->link().onAliveDue = [this] { m_kit.aliveDue(); };
    kit->link().onStreamExpired = [this, kitId](std::uint8_t stream) { streamExpired(kitId, stream); };
    kit->link().setFrameDelay(m_config.faults.delay);
    kit->onHostLeft = [this, kitId] { m_streams.end(kitId); };
    m_streams.addLink(kitId, kit->link());
    connectRole(*kit, kitId);
    m_kitRoles.push_back(kit.get());
    LineFaults *const kitFaults = m_lineFaults.back().get();
    kit->link().disturb = [kitFaults](Bytes &wire) { kitFaults->disturbFrame(wire); };
    m_kitPorts.push_back(std::move(kit));

    auto at = std::make_unique<AtPort>(std::move(pipes.at));
    at->onBytes = [this](ByteView bytes) { m_kit.atReceived(bytes); };
    connectRole(*at, 1000 + way);
    m_kitRoles.push_back(at.get());
    m_atPorts.push_back(std::move(at));

    auto console = std::make_unique<ConsolePort>(std::move(pipes.console), framing::kMaxKitFrame);
    console->onPacket
        = [this, consoleId](ByteView packet) { m_kit.controlReceived(static_cast<int>(consoleId), packet); };
    connectRole(*console, consoleId);
    m_kitRoles.push_back(console.get());
    LineFaults *const consoleFaults = m_lineFaults.back().get();
    console->disturb = [consoleFaults](Bytes &wire) { consoleFaults->disturbConsole(wire); };
    m_consolePorts.push_back(std::move(console));
}

void KitRunner::addMeter(std::unique_ptr<BytePort> pipe)
{
    auto port = std::make_unique<Ppk2Port>(std::move(pipe), m_config.kit.seed);
    port->setSplitting(m_config.faults.meterSplits);
    Ppk2Meter &meter = port->meter();
    meter.setLoss(m_config.faults.meterLoss);
    meter.railAt = [this](LinkTime at) {
        const SimTime t = simTimeAt(at);
        return Ppk2Meter::Rail{m_kit.power().ampsAt(t), m_kit.power().voltsAt(t)};
    };
    meter.onStopped = [this](const MeterTotals &totals) {
        m_kit.addTruth("meter.end",
            {{QStringLiteral("samples"), static_cast<qint64>(totals.samples)},
                {QStringLiteral("lost"), static_cast<qint64>(totals.lost)},
                {QStringLiteral("coulombs"), totals.coulombs}});
    };
    connectRole(*port, 2000 + m_meterPorts.size());
    m_meterPorts.push_back(std::move(port));
}

void KitRunner::setTestPoints(std::uint8_t bits)
{
    for (const auto &port : m_meterPorts) {
        if (m_clock.isValid()) // else the kit is booting, and nothing has been measured
            port->meter().advanceTo(linkTimeOf(m_simulation.now())); // what came before has the old level
        port->meter().setLogic(bits);
    }
}

void KitRunner::connectRole(RolePort &role, std::uint64_t which)
{
    role.beforeInput = [this] { advance(); };
    role.afterInput = [this] {
        pumpAll();
        schedule();
    };
    role.pipe().setDeaf(m_config.faults.neverRead);
    m_roles.push_back(&role);
    m_lineFaults.push_back(std::make_unique<LineFaults>(m_config.faults, m_config.kit.seed, std::to_string(which)));
}

bool KitRunner::start(QString &error)
{
    m_kit.powerOn();
    while (!m_kit.running() && m_simulation.now() < kFirstBootLimit && m_simulation.nextDue())
        m_simulation.advanceTo(*m_simulation.nextDue());
    m_simBase = m_simulation.now();
    connectFaults();
    m_clock.start();
    m_present = m_metersPresent = true;
    if (!appearAll(error) || !metersAppear(error))
        return false;
    tick();
    return true;
}

void KitRunner::connectFaults()
{
    for (const FaultPlan::Unplug &unplug : m_config.faults.unplugs) {
        m_simulation.at(unplug.at, [this] { ++m_unplugged; });
        if (unplug.duration > 0)
            m_simulation.at(unplug.at + unplug.duration, [this] { --m_unplugged; });
    }
    if (m_config.faults.silentAt) {
        m_simulation.at(*m_config.faults.silentAt, [this] {
            for (RolePort *role : m_roles)
                role->mute();
        });
    }
}

const std::string &KitRunner::serial() const { return m_kit.serial(); }

void KitRunner::sendAnswer(SmpPort port, ByteView packet)
{
    const FaultPlan &faults = m_config.faults;
    Bytes answer(packet.begin(), packet.end());
    if (faults.wrongSequence && answer.size() > kSequenceAt)
        answer[kSequenceAt] = static_cast<std::uint8_t>(answer[kSequenceAt] + 101);
    const std::size_t way = port / 2;
    if (way >= m_kitPorts.size())
        return;
    for (int copy = 0; copy < (faults.twice ? 2 : 1); ++copy) {
        if (port % 2 == 0)
            m_kitPorts[way]->link().sendControl(answer, faults.late);
        else
            m_consolePorts[way]->sendPacket(answer, faults.late + faults.delay);
    }
}

void KitRunner::rebooting(bool reenumerate)
{
    endStream("reset", "reset");
    if (!reenumerate)
        return;
    m_down = true;
    m_downUntil = m_now + kReenumeration;
}

void KitRunner::streamExpired(SmpPort port, std::uint8_t stream)
{
    if (m_streams.runningId() == stream)
        endStream("no report", "no report");
    else
        m_streams.end(port);
}

void KitRunner::endStream(std::string_view why, const char *eventWhy)
{
    const auto id = m_streams.runningId();
    if (!id)
        return;
    m_streams.end({}, why);
    m_kit.sendEvent("stream.stopped",
        {{QStringLiteral("id"), static_cast<qint64>(*id)}, {QStringLiteral("why"), QLatin1String(eventWhy)}});
}

SimTime KitRunner::simTimeAt(LinkTime link) const
{
    return m_simBase + static_cast<SimTime>(static_cast<double>(link) * m_config.stream.speed);
}

LinkTime KitRunner::linkTimeOf(SimTime sim) const
{
    return static_cast<LinkTime>(std::ceil(static_cast<double>(sim - m_simBase) / m_config.stream.speed));
}

void KitRunner::advance()
{
    m_now = m_clock.nsecsElapsed();
    m_simulation.advanceTo(simTimeAt(m_now));
    m_streams.produce();
    for (RolePort *role : m_roles)
        role->advanceTo(m_now);
}

void KitRunner::tick()
{
    advance();
    plugOrUnplug();
    plugOrUnplugMeters();
    if (m_config.faults.flood)
        flood();
    pumpAll();
    schedule();
}

void KitRunner::pumpAll()
{
    for (RolePort *role : m_roles)
        role->pump();
}

bool KitRunner::portsWanted() const { return m_unplugged == 0 && !m_down && m_now >= m_downUntil; }

/// Only from tick(): a port must not vanish while it hands over what it read.
void KitRunner::plugOrUnplug()
{
    const bool wanted = portsWanted();
    if (wanted == m_present)
        return;
    m_present = wanted;
    m_kit.addTruth(wanted ? "ports.back" : "ports.gone");
    if (!wanted) {
        for (RolePort *role : m_kitRoles)
            role->pipe().vanish();
        return;
    }
    QString error;
    if (!appearAll(error)) {
        spdlog::warn("{}; trying again", error.toStdString());
        for (RolePort *role : m_kitRoles)
            role->pipe().vanish();
        m_present = false;
        m_downUntil = m_now + kRetry;
    }
}

bool KitRunner::appearAll(QString &error)
{
    return std::ranges::all_of(m_kitRoles, [&error](RolePort *role) { return role->pipe().appear(error); });
}

/// Only the cable takes a meter away, not the kit's restarts.
void KitRunner::plugOrUnplugMeters()
{
    const bool wanted = m_unplugged == 0;
    if (wanted == m_metersPresent)
        return;
    m_metersPresent = wanted;
    QString error;
    if (wanted && metersAppear(error))
        return;
    if (wanted)
        spdlog::warn("{}: the power meter stays away", error.toStdString());
    for (const auto &port : m_meterPorts)
        port->pipe().vanish();
}

bool KitRunner::metersAppear(QString &error)
{
    return std::ranges::all_of(m_meterPorts, [&error](const auto &port) { return port->pipe().appear(error); });
}

void KitRunner::flood()
{
    if (m_now < m_nextJunk)
        return;
    m_nextJunk = m_now + kJunkEvery;
    for (RolePort *role : m_roles)
        role->sendJunk(m_lineFaults.front()->junk(kJunkBytes));
}

void KitRunner::schedule()
{
    LinkTime due = m_now + 60 * kLinkSecond;
    if (const auto sim = m_simulation.nextDue())
        due = std::min(due, linkTimeOf(*sim));
    for (const RolePort *role : m_roles)
        due = std::min(due, role->nextDue().value_or(due));
    if (const auto block = m_streams.nextDue())
        due = std::min(due, std::max(linkTimeOf(*block), m_now + kStreamTick));
    if (m_downUntil > m_now)
        due = std::min(due, m_downUntil);
    if (m_config.faults.flood)
        due = std::min(due, m_nextJunk);
    if (portsWanted() != m_present || (m_unplugged == 0) != m_metersPresent)
        due = m_now;
    const LinkTime wait = std::max<LinkTime>(0, due - m_clock.nsecsElapsed());
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(std::chrono::nanoseconds(wait)));
}

} // namespace virtual_kit
