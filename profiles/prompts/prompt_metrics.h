// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/prompts/prompt_run.h"

namespace profiles {

/// Names this set of definitions in every export.
inline constexpr const char *kMetricDefinitions = "aikit-1";

/// Latency metrics of one prompt; milliseconds and tokens per second. Empty: not defined for this run, never 0.
/// The send stamp is prompt.sent, the last byte of the request, because protocol 1 has no earlier one.
struct PromptMetrics {
    std::optional<double> ttft;      ///< first content - sent (AIPerf)
    std::optional<double> ttfc;      ///< first token event, also an empty one - sent (vLLM, OpenTelemetry)
    std::optional<double> ttfb;      ///< first byte - sent (k6 "waiting")
    std::optional<double> ttftDev;   ///< first content - accepted: what the user of the device waits
    std::optional<double> promotion; ///< radio up - accepted
    std::optional<double> itl;       ///< (last content - first content) / (output tokens - 1), from 2 tokens
    std::optional<double> tpotVllm;  ///< (done - first token event) / (output tokens - 1)
    QList<double> icl;               ///< gaps between content pieces that follow each other without a missing one
    std::optional<double> iclP50, iclP95, iclMax;
    std::optional<double> e2e;          ///< last content - sent
    std::optional<double> e2eVllm;      ///< done - sent
    std::optional<double> e2eDev;       ///< last content - accepted
    std::optional<double> decode;       ///< last content - first content
    std::optional<double> tpsUser;      ///< 1000 / itl
    std::optional<double> tpsE2e;       ///< output tokens / e2e
    std::optional<qint64> outputTokens; ///< of the usage, unless its source is unknown
};

[[nodiscard]] PromptMetrics metricsOf(const PromptRun &run);

} // namespace profiles
