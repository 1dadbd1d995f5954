// SPDX-License-Identifier: GPL-3.0-or-later
#include "idle_power.h"

namespace profiles {

namespace {

constexpr auto kWindowNs = static_cast<std::int64_t>(kIdleWindowMs * 1e6);

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
    const PromptRun &run, const device_link::SampleStore &store, const RadioHistory &radio)
{
    if (idleBefore(run, radio)) {
        if (const auto before = measureIdlePower(store, *run.accepted, kIdleWindowMs))
            return before;
    }
    if (!run.quiet || !radio.idleThroughout(*run.quiet, *run.quiet + kWindowNs))
        return std::nullopt;
    auto after = measureIdlePower(store, *run.quiet + kWindowNs, kIdleWindowMs);
    if (after)
        after->source = IdlePower::Source::MeasuredAfter;
    return after;
}

} // namespace profiles
