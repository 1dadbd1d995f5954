// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "meter_calibration.h"

#include "framing/bytes.h"
#include "virtual_kit/kernel/random.h"
#include "virtual_kit/ports/link_time.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace virtual_kit {

/// What the meter has measured while it streamed, without noise and rounding.
struct MeterTotals {
    std::uint64_t samples = 0; ///< measured, also those that were lost on their way
    std::uint64_t lost = 0;
    double coulombs = 0; ///< over all samples
};

/// A simulated Power Profiler Kit II in the kit's supply: bytes in, bytes out, no I/O, time passed in. 100 000 samples
/// a second of the line's time, whatever the speed of the kit.
///
/// Mode ampere: the kit's own battery feeds it through the meter. Mode source: the meter feeds it at the voltage set,
/// and as its converters take the same power, the current goes with the inverse of that voltage. With the switch to the
/// board open the meter measures 0 A; the simulated kit goes on all the same (it has its battery). Logic: D0 is high
/// while the radio is connected (RRC), D1 while a prompt is in progress; D2 to D7 are low.
class Ppk2Meter
{
public:
    static constexpr LinkTime kSamplePeriod = 10'000; ///< ns
    /// Made and not yet fetched at most; what comes then is lost, as in a meter whose host does not read. It holds two
    /// seconds, much more than a real one: a busy computer is to be no fault that nobody asked for.
    static constexpr std::size_t kMaxBytes = 800'000;

    explicit Ppk2Meter(std::uint64_t seed);

    /// The rail at a moment: amperes, and the battery's volts.
    struct Rail {
        double amperes = 0, volts = 0;
    };
    std::function<Rail(LinkTime)> railAt;
    /// Streaming has ended.
    std::function<void(const MeterTotals &)> onStopped;
    /// A fault: every ten seconds of a stream, first after five, this many samples never leave. 0: none.
    void setLoss(std::uint64_t samples) { m_loss = samples; }

    /// What the host wrote. Commands that the meter does not model (triggers, switch points, resistors) are skipped;
    /// the firmware's spike filter is accepted and does nothing: there are no spikes. Reset: as after power-on.
    void receive(framing::ByteView bytes);
    void hostLeft();
    /// Measures up to now. Never steps back.
    void advanceTo(LinkTime now);
    /// The level of the inputs from the time of the last advanceTo() on.
    void setLogic(std::uint8_t bits) { m_logic = bits; }

    [[nodiscard]] bool streaming() const { return m_streaming; }
    [[nodiscard]] framing::Bytes &out() { return m_out; }
    [[nodiscard]] const MeterTotals &totals() const { return m_totals; }

private:
    [[nodiscard]] static std::size_t argumentsOf(std::uint8_t command);
    void execute(framing::ByteView command);
    void start();
    void stop();
    void powerOn();
    void measure(LinkTime at);
    [[nodiscard]] double amperesAt(LinkTime at) const;
    [[nodiscard]] bool isLost() const;

    MeterCalibration m_calibration;
    Random m_random;
    framing::Bytes m_in; ///< a command whose arguments are not all there
    framing::Bytes m_out;
    MeterTotals m_totals;
    std::uint64_t m_loss = 0;
    LinkTime m_now = 0;
    LinkTime m_nextSample = 0;
    int m_milliVolts = 3000;
    std::uint8_t m_mode = 1;
    bool m_dutPower = false;
    bool m_streaming = false;
    std::uint8_t m_range = 0;
    std::uint8_t m_logic = 0;
};

} // namespace virtual_kit
