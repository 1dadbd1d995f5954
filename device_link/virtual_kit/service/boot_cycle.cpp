// SPDX-License-Identifier: GPL-3.0-or-later
#include "boot_cycle.h"

#include "virtual_kit/kernel/random.h"
#include "virtual_kit/physics/constants.h"

#include <cmath>
#include <utility>

namespace virtual_kit {

namespace {

constexpr int kBatteryEvery = 30; ///< ticks of a second

QString latin1(std::string_view text) { return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size())); }

/// 32 bits of seed and number; never 0.
std::uint32_t bootIdOf(std::uint64_t seed, std::uint32_t number)
{
    const auto id = static_cast<std::uint32_t>(mix64(mix64(seed) ^ number));
    return id == 0 ? 1 : id;
}

} // namespace

BootCycle::BootCycle(KitParts &kit)
    : m_kit(kit)
    , m_number(kit.config.firstBoot)
{
    m_kit.flash.onErase = [this](int percent) { eraseProgress(percent); };
    m_kit.smp.onReset = [this](const ResetRequest &) { reset(); };
}

BootCycle::~BootCycle()
{
    for (const Simulation::Handle handle : m_planned)
        m_kit.simulation.cancel(handle);
    m_kit.simulation.cancel(m_tick);
}

Simulation::Handle BootCycle::after(SimTime delay, Simulation::Action action)
{
    m_planned.push_back(m_kit.simulation.after(delay, std::move(action)));
    return m_planned.back();
}

void BootCycle::powerOn()
{
    tick();
    boot("power");
}

void BootCycle::reset()
{
    if (m_kit.outputs.rebooting)
        m_kit.outputs.rebooting(m_kit.config.reenumerate);
    stop();
    boot("reset");
}

void BootCycle::brownOut()
{
    const auto millivolts = static_cast<qint64>(constant("brownout", "mv"));
    m_kit.truth.add("brownout", {{QLatin1String("mv"), millivolts}});
    if (m_running)
        m_kit.events.send("brownout", {{QLatin1String("mv"), millivolts}});
    dark(static_cast<SimTime>(constant("brownout", "dark_ms")) * kMillisecond, false);
}

/// No power for a while; then the kit boots.
void BootCycle::dark(SimTime duration, bool freshBattery)
{
    if (m_kit.outputs.rebooting)
        m_kit.outputs.rebooting(m_kit.config.reenumerate);
    m_kit.flash.cutPower();
    stop();
    m_kit.host.enter(HostModel::State::Off);
    after(duration, [this, freshBattery] {
        if (freshBattery)
            m_kit.power.replaceBattery(m_kit.simulation.now(), batteryOf(m_kit.config.device, 1.0));
        boot("brownout");
    });
}

/// Everything in RAM is gone; what is under way ends.
void BootCycle::stop()
{
    m_running = false;
    for (const Simulation::Handle handle : std::exchange(m_planned, {}))
        m_kit.simulation.cancel(handle);
    m_kit.prompts.powerLost();
    m_kit.probes.stop();
    m_kit.smp.reset();
    m_kit.modem.powerOff();
    m_kit.card.reset();
    m_kit.cardCommands.reset();
}

void BootCycle::boot(std::string_view why)
{
    m_kit.events.startBoot(bootIdOf(m_kit.config.seed, m_number++), m_kit.simulation.now());
    m_kit.host.enter(HostModel::State::Booting);
    const BootReport report = m_kit.flash.boot();
    if (report.swap == SwapKind::Revert)
        why = "revert";
    m_kit.truth.add("boot", {{QLatin1String("why"), latin1(why)}, {QLatin1String("started"), report.started}});
    for (const BootLine &line : report.lines) {
        after(line.at, [this, text = line.text] {
            if (m_kit.outputs.consoleText)
                m_kit.outputs.consoleText(text);
        });
    }
    if (report.swap != SwapKind::None && std::exchange(m_cutSwap, false))
        after(report.duration / 2, [this] { brownOut(); });
    else if (report.started)
        after(report.duration, [this, why, swap = report.swap] { started(why, swap); });
}

void BootCycle::started(std::string_view why, SwapKind swap)
{
    m_running = true;
    m_kit.host.enter(HostModel::State::Idle);
    if (m_kit.outputs.booted)
        m_kit.outputs.booted();
    m_kit.smp.reset();
    const QString version = QString::fromStdString(m_kit.flash.runningVersion().text());
    m_kit.events.send("boot", {{QLatin1String("why"), latin1(why)}, {QLatin1String("fw"), version}});
    m_kit.truth.add("started", {{QLatin1String("fw"), version}});
    const bool first = std::exchange(m_first, false);
    if (onStart)
        onStart(first);
    // The bootloader cannot tell how it goes on; that it swapped is told once the application runs.
    if (swap != SwapKind::None)
        m_kit.events.send("flash", {{QLatin1String("op"), QStringLiteral("swap")}, {QLatin1String("pct"), 100}});
    m_kit.log("running " + version.toStdString());
    m_kit.prompts.kitStarted();
    tellBattery();
    m_kit.at.reset(true);
    m_kit.modem.powerOn();
}

/// Once a second, also while the kit is dark: the battery is emptied by whatever drew from it.
void BootCycle::tick()
{
    m_tick = m_kit.simulation.after(kSecond, [this] { tick(); });
    m_kit.power.settle(m_kit.simulation.now());
    if (!m_running)
        return;
    if (m_kit.power.battery().charge() < constant("battery", "dead_part")) {
        m_kit.log("battery empty");
        m_kit.events.send("brownout", {{QLatin1String("mv"), static_cast<qint64>(constant("brownout", "mv"))}});
        return dark(static_cast<SimTime>(constant("battery", "swap_s")) * kSecond, true);
    }
    if (++m_ticks % kBatteryEvery == 0)
        tellBattery();
}

void BootCycle::tellBattery()
{
    const auto millivolts = static_cast<qint64>(m_kit.power.voltsAt(m_kit.simulation.now()) * 1000.0);
    const double percent = std::round(m_kit.power.battery().charge() * 1000.0) / 10.0;
    m_kit.events.send("battery", {{QLatin1String("mv"), millivolts}, {QLatin1String("pct"), percent}});
    m_kit.truth.add("battery", {{QLatin1String("mv"), millivolts}, {QLatin1String("pct"), percent}});
}

void BootCycle::eraseProgress(int percent)
{
    if (percent >= 50 && percent < 100 && std::exchange(m_cutErase, false)) {
        after(0, [this] { brownOut(); });
        return;
    }
    if (percent / 10 == m_told / 10 && percent >= m_told)
        return;
    m_told = percent;
    m_kit.events.send("flash", {{QLatin1String("op"), QStringLiteral("erase")}, {QLatin1String("pct"), percent}});
}

} // namespace virtual_kit
