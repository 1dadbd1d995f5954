// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/energy/region_stats.h"
#include "widgets/common/badge.h"
#include "widgets/connectivity/radio_share.h"
#include "widgets/kit/prompt_history.h"
#include "widgets/power/region_model.h"

#include <QList>

namespace widgets {

/// What of the prompts asked here fell into a region: by the kit's time stamps, in the boot of the axis.
struct PromptsInRegion {
    QList<int> whole;                    ///< numbers of prompts that were accepted and ended in it
    QList<int> partly;                   ///< began or ended outside, or still run
    qint64 tokens = 0;                   ///< pieces of answers whose own stamp lies in it
    std::optional<profiles::Money> cost; ///< of the whole ones that are charged and priced
    int uncharged = 0;                   ///< whole ones whose charge or price is not known
};
[[nodiscard]] PromptsInRegion promptsIn(const PromptHistory &history, std::uint32_t bootId, const TimeRegion &region);

/// Everything that is known of a region.
struct RegionReport {
    TimeRegion region;
    QString letter, note;
    profiles::RegionStats stats;
    QList<RadioShare> radio;
    PromptsInRegion prompts;
    std::int64_t measuredTokens = 0;               ///< that came while the samples were taken that the figures cover
    std::int64_t beginOfDayNs = 0, endOfDayNs = 0; ///< time of day
    QString kit;                                   ///< alias and serial
    std::optional<Origin> origin;

    /// Energy of the region over the tokens in it, mJ; empty without either.
    [[nodiscard]] std::optional<double> mjPerToken() const;
    /// The same over what was measured of it, for a view that reaches beyond the samples; empty also when one of these
    /// is missing.
    [[nodiscard]] std::optional<double> mjPerTokenMeasured() const;
};
[[nodiscard]] RegionReport reportOf(KitContext &kit, const TimeRegion &region, const QString &letter);

/// Makes a prompt the selected region, from the question to where its energy ends, and moves every graph there. False
/// when it has not ended or its time is of another boot.
bool measurePrompt(KitContext &kit, const PromptEntry &entry);

/// One figure a line, "name, tab, value": in the language of the window, for a mail or a ticket.
[[nodiscard]] QString regionText(const RegionReport &report);
/// "LIVE", "SIMULATED", "REPLAY", "unknown": the same in every language, for files.
[[nodiscard]] QString originWord(std::optional<Origin> origin);
/// A header record and one record, base names in English, plain decimals; the origin stands in it.
[[nodiscard]] QString regionCsv(const RegionReport &report);
/// What the figures do not cover, a sentence each; empty: every sample is there.
[[nodiscard]] QStringList regionCaveats(const RegionReport &report);
/// "#3, #4 (in part)"; em dash: none.
[[nodiscard]] QString promptList(const PromptsInRegion &prompts);
/// "connected 62 %, C-DRX 38 %"; em dash: not known.
[[nodiscard]] QString radioList(const QList<RadioShare> &shares);

} // namespace widgets
