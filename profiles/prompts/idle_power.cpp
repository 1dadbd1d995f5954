// SPDX-License-Identifier: GPL-3.0-or-later
#include "idle_power.h"

namespace profiles {

namespace {

constexpr double kShortWindowMs = 500;

constexpr std::int64_t nsOf(double ms) { return static_cast<std::int64_t>(ms * 1e6); }

constexpr std::int64_t kWindowNs = nsOf(kIdleWindowMs);

bool idleBefore(const PromptRun &run, const RadioHistory &radio)
{
    return run.accepted && radio.idleThroughout(*run.accepted - kWindowNs, *run.accepted);
}

} // namespace

std::optional<std::int64_t> energyKnownAt(const PromptRun &run, const RadioHistory &radio)
{
    if (!run.quiet)
        return std::nullopt;
    return idleBefore(run, radio) ? *run.quiet : *run.quiet + kWindowNs;
}

std::optional<IdlePower> idlePowerOf(
    const PromptRun &run, const device_link::SampleView &store, const RadioHistory &radio)
{
    const auto before = [&](double ms) -> std::optional<IdlePower> {
        if (!run.accepted || !radio.idleThroughout(*run.accepted - nsOf(ms), *run.accepted))
            return std::nullopt;
        return measureIdlePower(store, *run.accepted, ms);
    };
    const auto after = [&](double ms) -> std::optional<IdlePower> {
        if (!run.quiet || !radio.idleThroughout(*run.quiet, *run.quiet + nsOf(ms)))
            return std::nullopt;
        auto idle = measureIdlePower(store, *run.quiet + nsOf(ms), ms);
        if (idle)
            idle->source = IdlePower::Source::MeasuredAfter;
        return idle;
    };
    for (int windows = 4; windows > 0; --windows) {
        if (const auto idle = before(windows * kIdleWindowMs))
            return idle;
    }
    if (const auto idle = after(kIdleWindowMs))
        return idle;
    if (const auto idle = before(kShortWindowMs))
        return idle;
    return after(kShortWindowMs);
}

} // namespace profiles
