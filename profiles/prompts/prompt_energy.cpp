// SPDX-License-Identifier: GPL-3.0-or-later
#include "prompt_energy.h"

#include "profiles/energy/energy_stats.h"
#include "prompt_metrics.h"

#include <array>
#include <cmath>

namespace profiles {

using device_link::SampleView;

namespace {

/// t0, tR, sent, th, tF, tq; the radio may have been up before, then the promotion is empty.
std::optional<std::array<std::int64_t, 6>> phaseEdges(const PromptRun &run, std::int64_t end)
{
    if (!run.sent || !run.firstByte || !run.done)
        return std::nullopt;
    const std::array<std::int64_t, 6> edges
        = {*run.accepted, run.radioUp.value_or(*run.accepted), *run.sent, *run.firstByte, *run.done, end};
    for (std::size_t i = 1; i < edges.size(); ++i) {
        if (edges[i] < edges[i - 1])
            return std::nullopt;
    }
    return edges;
}

double secondsOf(std::int64_t from, std::int64_t to) { return double(to - from) / 1e9; }

EnergyPhase phaseBetween(
    EnergyPhaseId id, std::int64_t from, std::int64_t to, const SampleView &store, const std::optional<IdlePower> &idle)
{
    EnergyPhase phase;
    phase.id = id;
    phase.seconds = secondsOf(from, to);
    const double step = sampleSeconds(store).value_or(0);
    double sampled = 0;
    if (const auto stats = energyStatsBetween(store, from, to)) {
        phase.joules = stats->energyJ.value_or(0);
        phase.missingSamples = stats->missing;
        sampled = double(stats->count) * step;
    } else if (step > 0) {
        phase.missingSamples = static_cast<quint64>(std::llround(phase.seconds / step));
    }
    if (idle)
        phase.marginalJoules = phase.joules - idle->watts * sampled;
    return phase;
}

void addPhases(PromptEnergy &energy, const PromptRun &run, std::int64_t end, const SampleView &store)
{
    const auto edges = phaseEdges(run, end);
    if (!edges)
        return;
    for (std::size_t i = 0; i + 1 < edges->size(); ++i)
        energy.phases.append(
            phaseBetween(static_cast<EnergyPhaseId>(i), (*edges)[i], (*edges)[i + 1], store, energy.idle));
    const std::optional<std::int64_t> content = run.firstContent();
    if (content && *content >= *run.firstByte && *content <= *run.done)
        energy.firstToken = phaseBetween(EnergyPhaseId::FirstToken, *run.firstByte, *content, store, energy.idle);
}

void addRatios(PromptEnergy &energy, const PromptRun &run)
{
    if (!energy.marginalJoules || !energy.complete)
        return;
    const double joules = *energy.marginalJoules;
    const PromptMetrics metrics = metricsOf(run);
    if (metrics.outputTokens && *metrics.outputTokens > 0) {
        energy.mjPerOutputToken = 1000.0 * joules / double(*metrics.outputTokens);
        energy.tokensPerJoule = double(*metrics.outputTokens) / joules;
    }
    if (metrics.e2e)
        energy.edp = joules * *metrics.e2e / 1000.0;
    if (!energy.phases.isEmpty() && run.quiet)
        energy.tailShare = energy.phases.last().marginalJoules.value_or(0) / joules;
}

} // namespace

const char *energyPhaseName(EnergyPhaseId id)
{
    constexpr const char *kNames[] = {"promotion", "uplink", "wait", "stream", "tail", "firstToken"};
    return kNames[static_cast<std::size_t>(id)];
}

std::optional<PromptEnergy> energyOf(const PromptRun &run, const SampleView &store, std::optional<IdlePower> idle)
{
    if (!run.accepted || !run.done || run.endBootId || store.info().bootId != run.bootId)
        return std::nullopt;
    const std::int64_t end = run.quiet.value_or(*run.done);
    const auto stats = energyStatsBetween(store, *run.accepted, end);
    if (!stats || !stats->energyJ)
        return std::nullopt;
    PromptEnergy energy;
    energy.seconds = secondsOf(*run.accepted, end);
    energy.totalJoules = *stats->energyJ;
    energy.chargeCoulombs = stats->chargeC;
    energy.missingSamples = stats->missing;
    energy.pausedSamples = stats->paused;
    energy.complete = run.quiet && stats->missing == 0 && !stats->truncated;
    // Taken off where samples are: what is missing must not give energy back.
    const double sampled = double(stats->count) * sampleSeconds(store).value_or(0);
    // An "idle" power above that of the prompt itself was none.
    if (idle && energy.totalJoules <= idle->watts * sampled)
        idle.reset();
    energy.idle = idle;
    if (idle)
        energy.marginalJoules = energy.totalJoules - idle->watts * sampled;
    addPhases(energy, run, end, store);
    addRatios(energy, run);
    return energy;
}

std::optional<IdlePower> measureIdlePower(const SampleView &store, std::int64_t beforeKitNs, double windowMs)
{
    const auto from = beforeKitNs - static_cast<std::int64_t>(windowMs * 1e6);
    const auto stats = energyStatsBetween(store, from, beforeKitNs);
    if (!stats || !stats->powerW || stats->missing > 0 || stats->truncated)
        return std::nullopt;
    return IdlePower{stats->powerW->mean, IdlePower::Source::Measured, windowMs / 1000};
}

} // namespace profiles
