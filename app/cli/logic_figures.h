// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_context.h"

#include "device_link/capture/sample_view.h"

#include <array>

namespace app {

/// What can be said of the eight inputs of a logic channel: its words are bits, no quantity that has a mean.
struct LogicFigures {
    static constexpr std::size_t kInputs = 8;
    std::uint64_t count = 0;                    ///< samples that are there
    std::array<std::uint64_t, kInputs> high{};  ///< samples with that input high
    std::array<std::uint64_t, kInputs> edges{}; ///< changes between samples that follow each other, none over a gap
    [[nodiscard]] double highShare(std::size_t input) const; ///< 0 to 1 of the samples that are there
};

[[nodiscard]] bool isLogic(const device_link::SampleChannel &channel);

/// Of the samples [first, last) of a channel that isLogic(). Reads every one of them: not for the main thread when they
/// are in a file. Ends early when stopped.
[[nodiscard]] LogicFigures logicFigures(const device_link::SampleView &samples, std::size_t channel,
    std::uint64_t first, std::uint64_t last, const std::stop_token &stop);

/// A table of three lines: the inputs, how long each was high, and its edges.
void printLogic(const CommandContext &context, const LogicFigures &figures);
/// {"count", "inputs": [{"input": "D0", "high_share", "edges"}, ...]}
[[nodiscard]] QJsonObject toJson(const LogicFigures &figures);

} // namespace app
