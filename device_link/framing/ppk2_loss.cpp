// SPDX-License-Identifier: GPL-3.0-or-later
#include "ppk2_loss.h"

#include <algorithm>
#include <cmath>

namespace framing {

namespace {

constexpr double kSamplesPerNs = 1e-4;
constexpr double kSamplesPerSecond = 1e5;
constexpr double kModulo = 64;
constexpr double kWindowSeconds = 1;
constexpr std::size_t kWindowReads = 10; ///< fewer say little about the lowest
constexpr std::size_t kMaxFloors = 30;
constexpr std::size_t kHighFloors = 3;
constexpr double kSameWithin = kModulo / 2;
constexpr double kLeastRise = 0.75 * kModulo;
constexpr double kMaxSlope = 2000e-6 * kSamplesPerSecond;
constexpr std::size_t kFloorsForDrift = 10;

std::uint64_t multipleOf64(double samples)
{
    return static_cast<std::uint64_t>(std::max(1.0, std::round(samples / kModulo))) * 64;
}

} // namespace

Ppk2LossDetector::Floor Ppk2LossDetector::deficitOf(std::int64_t hostNs, std::uint64_t samples)
{
    if (!m_startNs)
        m_startNs = hostNs;
    const auto elapsed = static_cast<double>(hostNs - *m_startNs);
    return {elapsed * 1e-9, elapsed * kSamplesPerNs - static_cast<double>(samples)};
}

/// True when the window is complete with this read.
bool Ppk2LossDetector::add(Window &window, const Floor &read)
{
    if (window.reads == 0)
        window.began = read.seconds;
    if (window.reads == 0 || read.deficit < window.lowest.deficit)
        window.lowest = read;
    ++window.reads;
    return window.reads >= kWindowReads && read.seconds - window.began >= kWindowSeconds;
}

double Ppk2LossDetector::expectedAt(double seconds) const { return m_level + m_slope * (seconds - m_centre); }

double Ppk2LossDetector::threshold() const { return std::max(kLeastRise, 4 * m_scatter); }

std::uint64_t Ppk2LossDetector::observe(std::int64_t hostNs, std::uint64_t samples)
{
    if (!add(m_window, deficitOf(hostNs, samples)))
        return 0;
    const Floor floor = m_window.lowest;
    m_window = Window();
    return judge(floor);
}

std::uint64_t Ppk2LossDetector::judge(const Floor &floor)
{
    if (m_floors.empty()) {
        restart({floor});
        return 0;
    }
    const double above = floor.deficit - expectedAt(floor.seconds);
    if (above > threshold())
        return judgeHigh(floor, above);
    m_high.clear();
    if (above < -threshold()) {
        // Samples came earlier than was thought possible: the old floors were not the lowest, or the meter is fast.
        restart({m_floors.back(), floor});
        return 0;
    }
    m_floors.push_back(floor);
    if (m_floors.size() > kMaxFloors)
        m_floors.pop_front();
    fit();
    return 0;
}

std::uint64_t Ppk2LossDetector::judgeHigh(const Floor &floor, double above)
{
    m_high.push_back(floor);
    if (m_high.size() < kHighFloors)
        return 0;
    double least = above;
    double most = above;
    for (const Floor &high : m_high) {
        const double rise = high.deficit - expectedAt(high.seconds);
        least = std::min(least, rise);
        most = std::max(most, rise);
    }
    const double span = m_high.back().seconds - m_high.front().seconds;
    const bool steady = most - least <= std::max(kSameWithin, 2 * m_scatter);
    if (!steady && most - least <= 1.5 * kMaxSlope * span) {
        restart(m_high);
        return 0;
    }
    // Steady, or faster than any clock drifts: losses that go on, of which this much is certain by now.
    m_high.clear();
    return multipleOf64(least);
}

/// The slope stays when there is only one floor to begin with.
void Ppk2LossDetector::restart(std::deque<Floor> floors)
{
    m_floors = std::move(floors);
    m_high.clear();
    fit();
}

void Ppk2LossDetector::fit()
{
    const auto count = static_cast<double>(m_floors.size());
    m_level = m_centre = 0;
    for (const Floor &floor : m_floors) {
        m_centre += floor.seconds / count;
        m_level += floor.deficit / count;
    }
    double along = 0;
    double spread = 0;
    for (const Floor &floor : m_floors) {
        along += (floor.seconds - m_centre) * (floor.deficit - m_level);
        spread += (floor.seconds - m_centre) * (floor.seconds - m_centre);
    }
    if (spread > 0)
        m_slope = std::clamp(along / spread, -kMaxSlope, kMaxSlope);
    double squares = 0;
    for (const Floor &floor : m_floors) {
        const double off = floor.deficit - expectedAt(floor.seconds);
        squares += off * off;
    }
    m_scatter = m_floors.size() > 2 ? std::sqrt(squares / (count - 2)) : 0;
}

void Ppk2LossDetector::suspect(std::int64_t hostNs)
{
    if (m_suspect)
        return;
    m_suspect = Window();
    m_suspect->began = m_startNs ? static_cast<double>(hostNs - *m_startNs) * 1e-9 : 0;
}

std::optional<std::uint64_t> Ppk2LossDetector::settle(std::int64_t hostNs, std::uint64_t samples)
{
    const Floor read = deficitOf(hostNs, samples);
    const double above = read.deficit - expectedAt(read.seconds);
    if (!m_suspect || m_floors.empty() || above < threshold()) {
        m_suspect.reset(); // in time again, or nothing to compare with yet
        return 0;
    }
    if (!add(*m_suspect, read))
        return std::nullopt;
    const double least = m_suspect->lowest.deficit - expectedAt(m_suspect->lowest.seconds);
    m_suspect.reset();
    m_window = Window(); // its deficits are from before
    return multipleOf64(least);
}

double Ppk2LossDetector::floorAt(std::int64_t hostNs) const
{
    if (!m_floors.empty())
        return expectedAt(static_cast<double>(hostNs - startNs()) * 1e-9);
    return m_window.reads > 0 ? m_window.lowest.deficit : 0;
}

std::optional<double> Ppk2LossDetector::driftPpm() const
{
    if (m_floors.size() < kFloorsForDrift)
        return std::nullopt;
    return m_slope / kSamplesPerSecond * 1e6;
}

} // namespace framing
