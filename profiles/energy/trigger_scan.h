// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"

#include <QFuture>
#include <QList>

#include <cstdint>
#include <memory>

namespace profiles {

/// What the current has to do for a trigger to fire.
enum class TriggerKind : std::uint8_t {
    Above,        ///< it is at the level or above, also where it is so from the first sample looked at
    Below,        ///< the same downwards
    Rising,       ///< it comes up to the level from below it by the hysteresis
    Falling,      ///< the same downwards
    AboveLonger,  ///< it stays above for at least the duration; fires when that has passed
    AboveShorter, ///< it stays above for less than the duration; fires when it is below again
};

struct TriggerRule {
    TriggerKind kind = TriggerKind::Rising;
    double levelA = 0;
    double hysteresisA = 0;      ///< how far it must go back before the rule can fire again
    std::int64_t durationNs = 0; ///< AboveLonger, AboveShorter
};

struct TriggerHit {
    std::uint64_t index = 0; ///< of the sample that fired
    std::int64_t kitNs = 0;
    double currentA = 0;
    std::int64_t lastedNs = 0; ///< AboveLonger, AboveShorter: how long it was above until then
    friend bool operator==(const TriggerHit &, const TriggerHit &) = default;
};

/// Looks at a stream's current once, sample after sample, in as many steps as one likes: what was found does not depend
/// on where a step ended. Nothing is said across a gap: what the current did there is not known, so after it there is
/// no edge and no duration that began before.
class TriggerScan
{
public:
    TriggerScan() = default;
    TriggerScan(const TriggerRule &rule, std::uint64_t firstIndex);

    /// Goes on to upTo (exclusive) or to the most hits, in order.
    [[nodiscard]] QList<TriggerHit> scan(const device_link::SampleView &store, std::uint64_t upTo, qsizetype mostHits);
    [[nodiscard]] std::uint64_t nextIndex() const { return m_next; }

private:
    enum class State : std::uint8_t { Unknown, Out, In };
    [[nodiscard]] bool forDuration() const;
    [[nodiscard]] bool nothingIn(const device_link::SampleView &store, std::size_t channel, std::uint64_t last) const;
    [[nodiscard]] bool take(double value, std::uint64_t samplesOfDuration);

    TriggerRule m_rule;
    double m_sign = 1; ///< -1: downwards, so that the same comparison serves
    State m_state = State::Unknown;
    std::uint64_t m_next = 0;
    std::uint64_t m_since = 0; ///< index at which it came in
    bool m_cameIn = false;     ///< that was seen
    bool m_fired = false;      ///< in this stay
};

/// One step on the pool: the scan as it went on and what it found.
struct TriggerStep {
    TriggerScan scan;
    QList<TriggerHit> hits;
};
[[nodiscard]] QFuture<TriggerStep> scanOnPool(
    std::shared_ptr<const device_link::SampleView> store, TriggerScan scan, std::uint64_t upTo, qsizetype mostHits);

} // namespace profiles
