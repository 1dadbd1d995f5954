// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "battery.h"

#include "virtual_kit/kernel/sim_clock.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>

namespace virtual_kit {

/// Who draws current from the kit's battery rail.
enum class PowerConsumer : std::uint8_t { Modem, Host, Speaker };
inline constexpr std::size_t kPowerConsumers = 3;

/// Charge and energy since power-on, noise-free. Joules at the rail: sum of V * I * dt.
struct PowerTotals {
    double joules = 0;
    std::array<double, kPowerConsumers> joulesOf{}; ///< adds up to joules
    double coulombs = 0;
};

/// Current and voltage of the kit's rail over the last seconds: piecewise constant levels, exactly integrable, and a
/// noise on top that is a pure function of seed, stream start and sample index (any split into blocks gives
/// the same samples). One thread.
class PowerModel
{
public:
    PowerModel(std::uint64_t seed, Battery battery);

    /// A consumer draws amps (0 or more) from t on. t is not before any earlier call's.
    void set(SimTime t, PowerConsumer consumer, double amps);
    /// Integrates up to t and lets the battery's voltage follow its charge; to be called now and then (every second).
    void settle(SimTime t);

    /// Samples k = 0... at start + (firstIndex + k) * rateDen / rateNum s: amps and volts. Both spans are of the same
    /// size, or voltage is empty. Times after now() are drawn with the level of now; times before oldest() with
    /// the oldest level kept. rateNum and rateDen are above 0.
    void render(SimTime start, std::int64_t rateNum, std::int64_t rateDen, std::uint64_t firstIndex,
        std::span<float> current, std::span<float> voltage) const;

    /// Noise-free level at a time within the history.
    [[nodiscard]] double ampsAt(SimTime t) const;
    [[nodiscard]] double voltsAt(SimTime t) const;
    /// Noise-free integral from power-on to t, exact within the history; t may lie after the last change.
    [[nodiscard]] PowerTotals totalsAt(SimTime t) const;
    /// Level of one consumer now.
    [[nodiscard]] double amps(PowerConsumer consumer) const { return m_amps[static_cast<std::size_t>(consumer)]; }
    [[nodiscard]] const Battery &battery() const { return m_battery; }
    /// A fresh battery is put in at t.
    void replaceBattery(SimTime t, Battery battery);

    [[nodiscard]] SimTime now() const { return m_segments.back().from; }     ///< of the last change
    [[nodiscard]] SimTime oldest() const { return m_segments.front().from; } ///< start of the history

    /// The history kept reaches at least this far back from the last change.
    static constexpr SimTime kHistory = 8 * kSecond;

private:
    /// Levels hold from `from` to the next segment's; totals are those at `from`.
    struct Segment {
        SimTime from = 0;
        std::array<double, kPowerConsumers> ampsOf{};
        double amps = 0;
        double volts = 0;
        PowerTotals before;
    };
    [[nodiscard]] std::size_t indexAt(SimTime t) const;
    [[nodiscard]] static PowerTotals advance(const Segment &segment, SimTime t);
    void push(SimTime t);

    std::uint64_t m_key;
    Battery m_battery;
    std::array<double, kPowerConsumers> m_amps{};
    std::deque<Segment> m_segments; ///< never empty
};

} // namespace virtual_kit
