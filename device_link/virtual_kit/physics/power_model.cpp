// SPDX-License-Identifier: GPL-3.0-or-later
#include "power_model.h"

#include "constants.h"

#include "virtual_kit/kernel/random.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace virtual_kit {

namespace {

constexpr double kSecondsPerNs = 1e-9;
__extension__ using Wide = __int128; ///< ns times a rate needs more than 64 bits

/// Sum of the four 16-bit words of a mixed counter, centred: mean exactly 0, close to normal (Irwin and Hall),
/// one sigma = 65536 / sqrt(3).
float centred(std::uint64_t h)
{
    const auto sum = static_cast<std::int32_t>((h & 0xFFFF) + ((h >> 16) & 0xFFFF) + ((h >> 32) & 0xFFFF) + (h >> 48));
    return static_cast<float>(sum - 131070);
}
constexpr double kSigma = 37837.2; ///< of centred()

/// First k with k * den / num s >= elapsed ns.
std::uint64_t firstSampleAtOrAfter(SimTime elapsed, std::int64_t num, std::int64_t den)
{
    if (elapsed <= 0)
        return 0;
    const Wide scaled = static_cast<Wide>(elapsed) * num;
    const Wide step = static_cast<Wide>(den) * kSecond;
    return static_cast<std::uint64_t>((scaled + step - 1) / step);
}

} // namespace

PowerModel::PowerModel(std::uint64_t seed, Battery battery)
    : m_key(mix64(seed ^ 0x706F776572u))
    , m_battery(battery)
{
    m_segments.emplace_back().volts = battery.volts(0);
}

PowerTotals PowerModel::advance(const Segment &segment, SimTime t)
{
    PowerTotals totals = segment.before;
    const double seconds = static_cast<double>(t - segment.from) * kSecondsPerNs;
    totals.coulombs += segment.amps * seconds;
    totals.joules += segment.amps * segment.volts * seconds;
    for (std::size_t i = 0; i < kPowerConsumers; ++i)
        totals.joulesOf[i] += segment.ampsOf[i] * segment.volts * seconds;
    return totals;
}

void PowerModel::push(SimTime t)
{
    const Segment &last = m_segments.back();
    assert(t >= last.from);
    const PowerTotals totals = advance(last, t);
    m_battery.drain(totals.coulombs - last.before.coulombs);
    Segment next{.from = t, .ampsOf = m_amps, .before = totals};
    next.amps = std::accumulate(m_amps.begin(), m_amps.end(), 0.0);
    next.volts = m_battery.volts(next.amps);
    if (t == last.from)
        m_segments.back() = next;
    else
        m_segments.push_back(next);
    while (m_segments.size() > 1 && m_segments[1].from <= t - kHistory)
        m_segments.pop_front();
}

void PowerModel::set(SimTime t, PowerConsumer consumer, double amps)
{
    double &level = m_amps[static_cast<std::size_t>(consumer)];
    if (level == amps)
        return;
    level = amps;
    push(t);
}

void PowerModel::settle(SimTime t) { push(t); }

void PowerModel::replaceBattery(SimTime t, Battery battery)
{
    push(t);
    m_battery = battery;
    push(t);
}

std::size_t PowerModel::indexAt(SimTime t) const
{
    const auto it = std::ranges::upper_bound(m_segments, t, {}, &Segment::from);
    return it == m_segments.begin() ? 0 : static_cast<std::size_t>(it - m_segments.begin()) - 1;
}

double PowerModel::ampsAt(SimTime t) const { return m_segments[indexAt(t)].amps; }

double PowerModel::voltsAt(SimTime t) const { return m_segments[indexAt(t)].volts; }

PowerTotals PowerModel::totalsAt(SimTime t) const { return advance(m_segments[indexAt(t)], std::max(t, oldest())); }

void PowerModel::render(SimTime start, std::int64_t rateNum, std::int64_t rateDen, std::uint64_t firstIndex,
    std::span<float> current, std::span<float> voltage) const
{
    assert(rateNum > 0 && rateDen > 0 && (voltage.empty() || voltage.size() == current.size()));
    static const double noiseFloor = constant("noise", "floor_ma") / 1000.0;
    static const double noisePart = constant("noise", "part");
    static const auto voltsScale = static_cast<float>(constant("noise", "volts_mv") / 1000.0 / kSigma);

    const std::uint64_t key = mix64(m_key ^ static_cast<std::uint64_t>(start));
    const auto firstOffset = static_cast<SimTime>(static_cast<Wide>(firstIndex) * rateDen * kSecond / rateNum);
    std::size_t segment = indexAt(start + firstOffset);
    std::size_t done = 0;
    while (done < current.size()) {
        const Segment &level = m_segments[segment];
        std::size_t end = current.size();
        if (segment + 1 < m_segments.size()) {
            const std::uint64_t next = firstSampleAtOrAfter(m_segments[segment + 1].from - start, rateNum, rateDen);
            end = std::min<std::uint64_t>(end, next > firstIndex ? next - firstIndex : 0);
        }
        const auto amps = static_cast<float>(level.amps);
        const auto ampsScale = static_cast<float>((noiseFloor + noisePart * level.amps) / kSigma);
        const auto volts = static_cast<float>(level.volts);
        for (std::size_t k = done; k < end; ++k)
            current[k] = amps + ampsScale * centred(mix64(key + 2 * (firstIndex + k)));
        for (std::size_t k = done; k < end && !voltage.empty(); ++k)
            voltage[k] = volts + voltsScale * centred(mix64(key + 2 * (firstIndex + k) + 1));
        done = std::max(done, end);
        ++segment;
    }
}

} // namespace virtual_kit
