// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/region_context.h"

#include "profiles/energy/energy_per_token.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/power/region_memory.h"

#include <QCoreApplication>

#include <algorithm>

namespace widgets {

PromptsInRegion promptsIn(const PromptHistory &history, std::uint32_t bootId, const TimeRegion &region)
{
    PromptsInRegion found;
    const auto inside = [&](std::int64_t ns) { return ns >= region.beginNs && ns < region.endNs; };
    for (int row = 0; row < history.rowCount(); ++row) {
        const PromptEntry &entry = history.at(row);
        const profiles::PromptRun &run = entry.run;
        if (!run.accepted || run.bootId != bootId)
            continue;
        const bool outside = *run.accepted >= region.endNs || (run.done && *run.done < region.beginNs);
        if (outside)
            continue;
        found.tokens += std::ranges::count_if(run.tokens, inside, &profiles::PromptToken::kitTimeNs);
        // A region made of a prompt that was not waited for to the end of its energy ends with its last event.
        const bool whole = inside(*run.accepted) && run.done && *run.done <= region.endNs;
        (whole ? found.whole : found.partly).append(entry.number);
        if (!whole)
            continue;
        if (!entry.cost) {
            ++found.uncharged;
        } else if (!found.cost) {
            found.cost = entry.cost;
        } else {
            found.cost->micro += entry.cost->micro;
            found.cost->rounded = found.cost->rounded || entry.cost->rounded;
        }
    }
    return found;
}

std::optional<double> RegionReport::mjPerToken() const
{
    return stats.complete() ? profiles::energyPerTokenMj(stats.energy, prompts.tokens) : std::nullopt;
}

std::optional<double> RegionReport::mjPerTokenMeasured() const
{
    return profiles::energyPerTokenMj(stats.energy, measuredTokens);
}

RegionReport reportOf(KitContext &kit, const TimeRegion &region, const QString &letter)
{
    RegionReport report;
    report.region = region;
    report.letter = letter;
    report.stats = kit.model<RegionMemory>()->statsOf(region);
    report.radio = radioShares(*kit.timeline(), region.beginNs, region.endNs);
    report.prompts = promptsIn(*kit.prompts(), axisBoot(kit), region);
    report.measuredTokens = report.stats.complete()
        ? report.prompts.tokens
        : promptsIn(*kit.prompts(), axisBoot(kit), {report.stats.coveredBeginNs, report.stats.coveredEndNs}).tokens;
    report.beginOfDayNs = axisTimeOfDayNs(kit, region.beginNs);
    report.endOfDayNs = axisTimeOfDayNs(kit, region.endNs);
    report.kit = kit.alias();
    if (report.kit != kit.serialOrPorts())
        report.kit += u' ' + kit.serialOrPorts();
    report.origin = kit.origin();
    return report;
}

bool measurePrompt(KitContext &kit, const PromptEntry &entry)
{
    const profiles::PromptRun &run = entry.run;
    if (!run.accepted || !run.done || run.bootId != axisBoot(kit))
        return false;
    const std::int64_t end = run.quiet.value_or(*run.done);
    const std::int64_t around = (end - *run.accepted) / 10;
    kit.window()->setRange(*run.accepted - around, end + around);
    kit.model<RegionModel>()->select(
        *run.accepted, end, QCoreApplication::translate("Region", "Prompt #%1").arg(entry.number));
    return true;
}

} // namespace widgets
