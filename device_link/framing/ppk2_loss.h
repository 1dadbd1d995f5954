// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace framing {

/// Finds losses that the meter's 6-bit counter cannot tell: whole multiples of 64 samples, by the host's clock. A pure
/// function of what it is given; the host's clock is any monotonic one in ns.
///
/// The deficit of a moment is (host time elapsed · 100 kHz − samples so far). It is never a loss by itself: samples
/// wait in USB, driver and process, for milliseconds at least and now and then for tens of them. But they only ever
/// come late, so the lowest deficit of a second (a floor) is steady, and only two things move it: the meter's clock,
/// slowly, and a loss, at once and for good.
///  - Drift: a line through the floors of the last 30 s is what is expected; its slope is the difference of the two
///  clocks
///    (up to 2000 ppm, thirty times what quartz has).
///  - Loss: three floors in a row lie above the line, by the same amount within half of 64. That amount, rounded to a
///    multiple of 64, is what is missing. Floors that rise on and on are a clock that changed its mind: the line is
///    begun anew; unless they rise faster than any clock drifts: losses go on, and the lowest of the three is certain.
///    Nothing is believed that the scatter of the floors (4 sigma) could have made: on a host so busy that a floor is
///    uncertain by more than 64 samples (640 us), single losses of 64 stay unseen rather than samples being invented.
///
/// Where the counter jumped there was a loss for certain, and suspect() and settle() tell within a second whether more
/// is missing there than the counter says: the deficit has been seen at its usual floor since (no), or it never was
/// (then the lowest tells how much).
class Ppk2LossDetector
{
public:
    /// Forgets everything: a stream begins with the next read.
    void reset() { *this = Ppk2LossDetector(); }

    /// A read ended at hostNs, and with it `samples` have come or are known to be missing since the start of the
    /// stream. Returns how many more are now known to be missing, a multiple of 64: the caller counts them in from here
    /// on. They were lost within the last four seconds; where is not known.
    std::uint64_t observe(std::int64_t hostNs, std::uint64_t samples);

    /// The counter jumped in the read that is being taken: until settle() answers, observe() is not to be called.
    void suspect(std::int64_t hostNs);
    /// At the end of that read and of each that follows; samples includes what the counter says is missing. Empty: not
    /// known yet. Otherwise what is missing on top of it, a multiple of 64.
    [[nodiscard]] std::optional<std::uint64_t> settle(std::int64_t hostNs, std::uint64_t samples);

    /// Host time of the moment a sample would arrive when nothing delays it: what its place on the time axis goes by.
    /// It lies about a millisecond after the measurement (USB), which nothing can tell. 0 before the first read.
    [[nodiscard]] std::int64_t startNs() const { return m_startNs.value_or(0); }
    /// The floor expected now, in samples: sample k is due at startNs() + (k + floor) · 10 us.
    [[nodiscard]] double floorAt(std::int64_t hostNs) const;
    /// Difference of the clocks: above 0 the meter is slow. Empty until ten floors are known.
    [[nodiscard]] std::optional<double> driftPpm() const;

private:
    struct Floor {
        double seconds = 0; ///< since the start, of the read that gave it
        double deficit = 0; ///< samples
    };
    /// The reads of one second.
    struct Window {
        double began = 0;
        std::size_t reads = 0;
        Floor lowest;
    };
    [[nodiscard]] Floor deficitOf(std::int64_t hostNs, std::uint64_t samples);
    [[nodiscard]] static bool add(Window &window, const Floor &read);
    [[nodiscard]] double expectedAt(double seconds) const;
    [[nodiscard]] double threshold() const;
    std::uint64_t judge(const Floor &floor);
    std::uint64_t judgeHigh(const Floor &floor, double above);
    void restart(std::deque<Floor> floors);
    void fit();

    std::optional<std::int64_t> m_startNs;
    Window m_window;
    std::optional<Window> m_suspect;
    std::deque<Floor> m_floors; ///< that lie on the line
    std::deque<Floor> m_high;   ///< above it, and not explained yet
    // The line: deficit = m_level + m_slope · (seconds − m_centre).
    double m_level = 0, m_slope = 0, m_centre = 0;
    double m_scatter = 0; ///< of the floors about it, one sigma
};

} // namespace framing
