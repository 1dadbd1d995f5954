// SPDX-License-Identifier: GPL-3.0-or-later
#include "trigger_scan.h"

#include "energy_stats.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <cmath>

namespace profiles {
namespace {
constexpr std::uint64_t kChunk = 4096; ///< samples at a time; where nothing can happen their extremes are enough
}

TriggerScan::TriggerScan(const TriggerRule &rule, std::uint64_t firstIndex)
    : m_rule(rule)
    , m_sign(rule.kind == TriggerKind::Below || rule.kind == TriggerKind::Falling ? -1 : 1)
    , m_next(firstIndex)
{
    m_rule.hysteresisA = std::max(0.0, rule.hysteresisA);
}

bool TriggerScan::forDuration() const
{
    return m_rule.kind == TriggerKind::AboveLonger || m_rule.kind == TriggerKind::AboveShorter;
}

/// From the extremes alone: the state stays as it is over [m_next, last).
bool TriggerScan::nothingIn(const device_link::SampleView &store, std::size_t channel, std::uint64_t last) const
{
    if (m_state == State::Unknown || (m_state == State::In && forDuration()))
        return false;
    const device_link::SampleStats stats = store.stats(channel, m_next, last);
    if (stats.missing > 0 || stats.count != last - m_next)
        return false;
    const double highest = m_sign > 0 ? stats.max : -stats.min;
    const double lowest = m_sign > 0 ? stats.min : -stats.max;
    const double level = m_sign * m_rule.levelA;
    return m_state == State::Out ? highest < level : lowest >= level - m_rule.hysteresisA;
}

/// The next sample; true: it fires.
bool TriggerScan::take(double value, std::uint64_t samplesOfDuration)
{
    if (std::isnan(value)) {
        m_state = State::Unknown;
        return false;
    }
    const double level = m_sign * m_rule.levelA;
    const bool in = m_sign * value >= level;
    const bool out = m_sign * value < level - m_rule.hysteresisA;
    const bool ofLevel = m_rule.kind == TriggerKind::Above || m_rule.kind == TriggerKind::Below;
    const bool ofEdge = m_rule.kind == TriggerKind::Rising || m_rule.kind == TriggerKind::Falling;
    if (m_state != State::In && in) {
        m_cameIn = m_state == State::Out;
        m_state = State::In;
        m_since = m_next;
        m_fired = ofLevel || (ofEdge && m_cameIn);
        if (m_fired)
            return true;
    } else if (m_state == State::Unknown && out) {
        m_state = State::Out;
    } else if (m_state == State::In && out) {
        m_state = State::Out;
        return m_rule.kind == TriggerKind::AboveShorter && m_cameIn && m_next - m_since < samplesOfDuration;
    }
    const bool lasted = m_state == State::In && !m_fired && m_next + 1 - m_since >= samplesOfDuration;
    if (m_rule.kind == TriggerKind::AboveLonger && lasted) {
        m_fired = true;
        return true;
    }
    return false;
}

QList<TriggerHit> TriggerScan::scan(const device_link::SampleView &store, std::uint64_t upTo, qsizetype mostHits)
{
    QList<TriggerHit> hits;
    const auto channel = channelNamed(store, "current");
    const auto step = sampleSeconds(store);
    if (!channel || !step || mostHits <= 0)
        return hits;
    if (m_next < store.beginIndex()) {
        m_next = store.beginIndex(); // what went before it could be looked at is a gap
        m_state = State::Unknown;
    }
    const auto samples = static_cast<std::uint64_t>(
        std::max(1.0, std::ceil(static_cast<double>(m_rule.durationNs) / 1e9 / *step - 1e-6)));
    const std::uint64_t end = std::min(upTo, store.endIndex());
    while (m_next < end && hits.size() < mostHits) {
        const std::uint64_t last = std::min(end, m_next + kChunk);
        if (nothingIn(store, *channel, last)) {
            m_next = last;
            continue;
        }
        const std::vector<float> values = store.values(*channel, m_next, last, kChunk);
        for (const float value : values) {
            const bool fires = take(double(value), samples);
            if (fires) {
                const std::uint64_t lasted = forDuration() ? m_next - m_since : 0;
                hits.append({m_next, store.kitTimeOf(m_next), double(value),
                    std::llround(static_cast<double>(lasted) * *step * 1e9)});
            }
            ++m_next;
            if (hits.size() >= mostHits)
                break;
        }
        if (values.empty())
            m_next = last;
    }
    return hits;
}

QFuture<TriggerStep> scanOnPool(
    std::shared_ptr<const device_link::SampleView> store, TriggerScan scan, std::uint64_t upTo, qsizetype mostHits)
{
    return QtConcurrent::run([store = std::move(store), scan, upTo, mostHits]() mutable {
        TriggerStep step{scan, {}};
        step.hits = step.scan.scan(*store, upTo, mostHits);
        return step;
    });
}

} // namespace profiles
