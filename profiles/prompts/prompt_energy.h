// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"
#include "profiles/prompts/prompt_run.h"

namespace profiles {

/// Where the idle power came from that E_marginal takes off.
struct IdlePower {
    enum class Source : std::uint8_t { Measured, MeasuredAfter, Stated };
    double watts = 0;
    Source source = Source::Measured;
    double seconds = 0; ///< that it was measured over; 0: stated
};

enum class EnergyPhaseId : std::uint8_t { Promotion, Uplink, Wait, Stream, Tail, FirstToken };
[[nodiscard]] const char *energyPhaseName(EnergyPhaseId id); ///< "promotion", "uplink", ...

struct EnergyPhase {
    EnergyPhaseId id = EnergyPhaseId::Promotion;
    double seconds = 0;
    double joules = 0;
    std::optional<double> marginalJoules;
    quint64 missingSamples = 0;
};

/// Energy of the device's rail from accepted (t0) to quiet (tq): the device only, not a phone or the network.
/// Phases: promotion t0-tR, uplink tR-sent, wait sent-first byte, stream first byte-done, tail done-tq. They tile the
/// window, so their sum is the total.
struct PromptEnergy {
    double seconds = 0;
    double totalJoules = 0; ///< over the samples that are there
    double chargeCoulombs = 0;
    std::optional<IdlePower> idle;
    std::optional<double> marginalJoules; ///< total - idle power * time of the samples; empty when not above 0
    /// The begin of the stream phase, which carries no text yet: first byte to first content (tk). With the phases
    /// before it this is the time to the first token. Empty: no content, or a stamp is missing.
    std::optional<EnergyPhase> firstToken;
    QList<EnergyPhase> phases; ///< empty when a stamp between them is missing
    quint64 missingSamples = 0;
    quint64 pausedSamples = 0; ///< of the missing: nobody measured then
    bool complete = false;     ///< quiet is known, the samples cover the whole window, none is missing
    // Of the marginal energy, and only when it is complete: a share of a part says nothing.
    std::optional<double> mjPerOutputToken, tokensPerJoule;
    std::optional<double> tailShare; ///< 0...1
    std::optional<double> edp;       ///< energy-delay product: marginal joules * e2e seconds
};

/// Empty when the store is of another boot, lacks power, holds nothing of the window, or the run has no window yet
/// (before done). Until quiet is known the window ends at done and the result is not complete.
[[nodiscard]] std::optional<PromptEnergy> energyOf(
    const PromptRun &run, const device_link::SampleView &store, std::optional<IdlePower> idle);

/// Mean power over the windowMs before a kit time; empty when the store does not hold all of it without a gap. The
/// caller knows that nothing ran then.
[[nodiscard]] std::optional<IdlePower> measureIdlePower(
    const device_link::SampleView &store, std::int64_t beforeKitNs, double windowMs);

} // namespace profiles
