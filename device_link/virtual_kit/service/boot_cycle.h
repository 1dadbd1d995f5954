// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kit_parts.h"

#include <functional>
#include <string_view>
#include <vector>

namespace virtual_kit {

/// The life of the board: power on, bootloader, application, reset, brown-out, empty battery.
class BootCycle
{
public:
    explicit BootCycle(KitParts &kit);
    ~BootCycle();
    BootCycle(const BootCycle &) = delete;
    BootCycle &operator=(const BootCycle &) = delete;

    void powerOn();
    void reset();
    /// The rail collapses now, whatever the kit is doing, and comes back after a while.
    void brownOut();
    /// The next firmware swap, or the next erase of a slot, is cut by a brown-out in its middle.
    void brownOutInSwap() { m_cutSwap = true; }
    void brownOutInErase() { m_cutErase = true; }

    [[nodiscard]] bool isRunning() const { return m_running; } ///< the application runs

    std::function<void(bool first)> onStart; ///< the application runs; first: for the first time ever

private:
    void boot(std::string_view why);
    void started(std::string_view why, SwapKind swap);
    void stop();
    void dark(SimTime duration, bool freshBattery);
    void tick();
    void eraseProgress(int percent);
    void tellBattery();
    Simulation::Handle after(SimTime delay, Simulation::Action action);

    KitParts &m_kit;
    std::uint32_t m_number; ///< of the next boot
    bool m_first = true;
    bool m_running = false;
    bool m_cutSwap = false;
    bool m_cutErase = false;
    int m_ticks = 0;
    int m_told = -1;                           ///< last percentage told of an erase
    std::vector<Simulation::Handle> m_planned; ///< lines and start of the boot under way
    Simulation::Handle m_tick = 0;
};

} // namespace virtual_kit
