// SPDX-License-Identifier: GPL-3.0-or-later
#include "prompt_metrics.h"

#include "percentile.h"

namespace profiles {

namespace {

using Stamp = std::optional<std::int64_t>;

std::optional<double> msBetween(Stamp from, Stamp to)
{
    if (!from || !to)
        return std::nullopt;
    return double(*to - *from) / 1e6;
}

std::optional<double> perGap(std::optional<double> ms, std::optional<qint64> tokens)
{
    if (!ms || !tokens || *tokens < 2)
        return std::nullopt;
    return *ms / double(*tokens - 1);
}

/// Gaps between content pieces. A piece that is missing between two makes their distance no gap.
QList<double> chunkGaps(const PromptRun &run)
{
    QList<double> gaps;
    std::optional<PromptToken> previous;
    bool hole = false;
    for (qsizetype i = 0; i < run.tokens.size(); ++i) {
        const PromptToken &token = run.tokens[i];
        hole |= i > 0 && token.index != run.tokens[i - 1].index + 1;
        if (token.text.isEmpty())
            continue;
        if (previous && !hole)
            gaps.append(double(token.kitTimeNs - previous->kitTimeNs) / 1e6);
        previous = token;
        hole = false;
    }
    return gaps;
}

std::optional<qint64> outputTokensOf(const PromptRun &run)
{
    if (!run.usage || run.usage->source == QLatin1String("unknown"))
        return std::nullopt;
    return run.usage->completionTokens;
}

} // namespace

PromptMetrics metricsOf(const PromptRun &run)
{
    const Stamp firstEvent = run.tokens.isEmpty() ? Stamp() : Stamp(run.tokens.first().kitTimeNs);
    const Stamp first = run.firstContent(), last = run.lastContent();
    const Stamp done = run.endBootId ? Stamp() : run.done; // of another clock
    PromptMetrics metrics;
    metrics.outputTokens = outputTokensOf(run);
    metrics.ttft = msBetween(run.sent, first);
    metrics.ttfc = msBetween(run.sent, firstEvent);
    metrics.ttfb = msBetween(run.sent, run.firstByte);
    metrics.ttftDev = msBetween(run.accepted, first);
    metrics.promotion = msBetween(run.accepted, run.radioUp);
    metrics.decode = msBetween(first, last);
    metrics.itl = perGap(metrics.decode, metrics.outputTokens);
    metrics.tpotVllm = perGap(msBetween(firstEvent, done), metrics.outputTokens);
    metrics.e2e = msBetween(run.sent, last);
    metrics.e2eVllm = msBetween(run.sent, done);
    metrics.e2eDev = msBetween(run.accepted, last);
    metrics.icl = chunkGaps(run);
    metrics.iclP50 = percentile(metrics.icl, 50);
    metrics.iclP95 = percentile(metrics.icl, 95);
    metrics.iclMax = percentile(metrics.icl, 100);
    if (metrics.itl && *metrics.itl > 0)
        metrics.tpsUser = 1000.0 / *metrics.itl;
    if (metrics.outputTokens && metrics.e2e && *metrics.e2e > 0)
        metrics.tpsE2e = double(*metrics.outputTokens) / *metrics.e2e * 1000.0;
    return metrics;
}

} // namespace profiles
