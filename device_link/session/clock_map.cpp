// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/clock_map.h"

#include <algorithm>
#include <cmath>

namespace device_link {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
/// About nine hours at a knot per second; then every other knot of the older half goes.
constexpr std::size_t kMaxKnots = 32768;
constexpr std::int64_t kDriftSpan = 10 * kSecond;
constexpr double kDriftKnown = 200e-6; ///< a drift less certain than this is not told
/// Beyond this a pair of knots says nothing about two real clocks; --speed of a simulated kit reaches 1000.
constexpr double kMaxSlope = 1e4;
/// ns; keeps the sum with a time below 2^62 inside 64 bits.
constexpr double kMaxDistance = 4e18;

void thin(std::vector<ClockMap::Knot> &knots)
{
    const std::size_t half = knots.size() / 2;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < knots.size(); ++i) {
        if (i >= half || i % 2 == 0)
            knots[kept++] = knots[i];
    }
    knots.resize(kept);
}

/// Nanoseconds of clock `to` per nanosecond of clock `from`, over the knots around i and i + 1.
template <typename From, typename To>
double slope(const ClockMap::Knot &a, const ClockMap::Knot &b, From from, To to)
{
    const std::int64_t run = b.*from - a.*from;
    const std::int64_t rise = b.*to - a.*to;
    if (run <= 0 || rise <= 0)
        return 1.0;
    return std::clamp(double(rise) / double(run), 1 / kMaxSlope, kMaxSlope);
}

template <typename From, typename To>
std::optional<std::int64_t> mapped(const std::vector<ClockMap::Knot> &knots, std::int64_t value, From from, To to)
{
    if (knots.empty())
        return std::nullopt;
    if (knots.size() == 1)
        return knots.front().*to + (value - knots.front().*from);
    // The segment that holds the value; outside, the first or last ten seconds go on, so that the noise of one
    // round trip is not stretched over the extrapolation.
    const auto above = std::ranges::upper_bound(knots, value, {}, from);
    const ClockMap::Knot *a = nullptr;
    const ClockMap::Knot *b = nullptr;
    const ClockMap::Knot *base = nullptr;
    if (above == knots.begin()) {
        a = base = &knots.front();
        b = &knots[std::min<std::size_t>(knots.size() - 1, 10)];
    } else if (above == knots.end()) {
        b = base = &knots.back();
        a = &knots[knots.size() - 1 - std::min<std::size_t>(knots.size() - 1, 10)];
    } else {
        b = &*above;
        a = base = &*(above - 1);
    }
    const double distance = double(value - base->*from) * slope(*a, *b, from, to);
    return base->*to + std::llround(std::clamp(distance, -kMaxDistance, kMaxDistance));
}

} // namespace

void ClockMap::add(std::uint32_t bootId, const Exchange &exchange)
{
    if (exchange.hostAfterNs < exchange.hostBeforeNs)
        return;
    if (bootId != m_bootId) {
        m_bootId = bootId;
        m_knots.clear();
    }
    const std::int64_t roundTrip = exchange.hostAfterNs - exchange.hostBeforeNs;
    const Knot knot{exchange.kitNs, exchange.hostBeforeNs + roundTrip / 2, roundTrip / 2};
    if (m_knots.empty()) {
        m_knots.push_back(knot);
        return;
    }
    Knot &last = m_knots.back();
    // Both clocks go forward: an exchange that says otherwise is older than what we have, or nonsense.
    const bool startsNewSecond = knot.hostNs - last.hostNs >= kSecond;
    if (startsNewSecond && knot.kitNs > last.kitNs) {
        m_knots.push_back(knot);
        if (m_knots.size() > kMaxKnots)
            thin(m_knots);
        return;
    }
    const bool ordered = m_knots.size() < 2 || (knot.kitNs > (&last - 1)->kitNs && knot.hostNs > (&last - 1)->hostNs);
    if (!startsNewSecond && ordered && knot.uncertaintyNs < last.uncertaintyNs)
        last = knot;
}

std::optional<std::int64_t> ClockMap::toHostNs(std::int64_t kitNs) const
{
    return mapped(m_knots, kitNs, &Knot::kitNs, &Knot::hostNs);
}

std::optional<std::int64_t> ClockMap::toKitNs(std::int64_t hostNs) const
{
    return mapped(m_knots, hostNs, &Knot::hostNs, &Knot::kitNs);
}

std::int64_t ClockMap::uncertaintyNs() const
{
    std::int64_t best = 0;
    const std::size_t recent = std::min<std::size_t>(m_knots.size(), 10);
    for (std::size_t i = m_knots.size() - recent; i < m_knots.size(); ++i)
        best = i == m_knots.size() - recent ? m_knots[i].uncertaintyNs : std::min(best, m_knots[i].uncertaintyNs);
    return best;
}

std::optional<double> ClockMap::driftPpm() const
{
    if (m_knots.size() < 2)
        return std::nullopt;
    // One slow exchange at an end would tilt the whole: the most exact of the first and of the last third stand for it.
    const auto third = static_cast<std::ptrdiff_t>((m_knots.size() + 2) / 3);
    const auto exact = [](const Knot &a, const Knot &b) { return a.uncertaintyNs < b.uncertaintyNs; };
    const Knot &first = *std::min_element(m_knots.begin(), m_knots.begin() + third, exact);
    const Knot &last = *std::min_element(m_knots.end() - third, m_knots.end(), exact);
    const std::int64_t host = last.hostNs - first.hostNs;
    const double known = double(first.uncertaintyNs + last.uncertaintyNs);
    if (host < kDriftSpan || known > kDriftKnown * double(host))
        return std::nullopt;
    return (double(last.kitNs - first.kitNs) / double(host) - 1.0) * 1e6;
}

} // namespace device_link
