// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "at_port.h"
#include "console_port.h"
#include "faults.h"
#include "kit_port.h"
#include "line_faults.h"
#include "stream_service.h"

#include "virtual_kit/kernel/simulation.h"
#include "virtual_kit/ppk2/ppk2_port.h"
#include "virtual_kit/service/kit.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace virtual_kit {

struct KitRunnerConfig {
    KitConfig kit;
    FaultPlan faults;
    StreamConfig stream;                  ///< its speed is that of the whole kit
    std::uint64_t lineBytesPerSecond = 0; ///< of `kit` ports; 0: not limited
    std::function<void(std::string_view jsonLine)> truth;
};

/// The three pipes of one way to a kit.
struct KitPipes {
    std::unique_ptr<BytePort> kit;
    std::unique_ptr<BytePort> at;
    std::unique_ptr<BytePort> console;
};

/// One running kit: the firmware, its ports, and the clock that drives them. Lives on a thread with an event loop;
/// sleeps until the next thing is due.
class KitRunner final : public QObject
{
    Q_OBJECT
public:
    explicit KitRunner(KitRunnerConfig config, QObject *parent = nullptr);
    ~KitRunner() override;

    /// One more way in; before start(). Each has its own hosts, they share the kit.
    void addPipes(KitPipes pipes);
    /// A power meter in the kit's supply; before start(). It is a device of its own: it stays when the kit restarts.
    void addMeter(std::unique_ptr<BytePort> pipe);
    /// Boots the kit (in no time: it had power before the cable was plugged in), makes the ports appear and lets time
    /// run. False with a sentence in error when a port cannot be made.
    [[nodiscard]] bool start(QString &error);
    [[nodiscard]] const std::string &serial() const;

private:
    [[nodiscard]] KitOutputs outputs();
    void connectFaults();
    void connectRole(RolePort &role, std::uint64_t which);
    void sendAnswer(SmpPort port, framing::ByteView packet);
    void rebooting(bool reenumerate);
    void streamExpired(SmpPort port, std::uint8_t stream);
    void endStream(std::string_view why, const char *eventWhy);

    [[nodiscard]] SimTime simTimeAt(LinkTime link) const;
    [[nodiscard]] LinkTime linkTimeOf(SimTime sim) const;
    void advance();
    void tick();
    void pumpAll();
    [[nodiscard]] bool portsWanted() const;
    void plugOrUnplug();
    [[nodiscard]] bool appearAll(QString &error);
    void plugOrUnplugMeters();
    [[nodiscard]] bool metersAppear(QString &error);
    void setTestPoints(std::uint8_t bits);
    void flood();
    void schedule();

    KitRunnerConfig m_config;
    Simulation m_simulation;
    std::vector<RolePort *> m_roles;    ///< all of the ports below
    std::vector<RolePort *> m_kitRoles; ///< those of the kit itself
    std::vector<std::unique_ptr<KitPort>> m_kitPorts;
    std::vector<std::unique_ptr<AtPort>> m_atPorts;
    std::vector<std::unique_ptr<ConsolePort>> m_consolePorts;
    std::vector<std::unique_ptr<Ppk2Port>> m_meterPorts;
    std::vector<std::unique_ptr<LineFaults>> m_lineFaults;
    Kit m_kit;
    StreamService m_streams;

    QElapsedTimer m_clock;
    QTimer m_timer;
    LinkTime m_now = 0;
    SimTime m_simBase = 0;    ///< simulated time when the clock started
    bool m_down = false;      ///< rebooting with re-enumeration
    LinkTime m_downUntil = 0; ///< not back before this
    int m_unplugged = 0;      ///< unplug faults under way
    bool m_present = false;
    bool m_metersPresent = false;
    LinkTime m_nextJunk = 0;
};

} // namespace virtual_kit
