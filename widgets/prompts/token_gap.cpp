// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/prompts/token_gap.h"

#include <algorithm>
#include <iterator>

namespace widgets {

int gapLevel(double ms)
{
    return static_cast<int>(std::ranges::count_if(kGapLimitsMs, [ms](double limit) { return ms >= limit; }));
}

QList<TokenGap> tokenGaps(const QList<profiles::PromptToken> &tokens)
{
    QList<TokenGap> gaps;
    for (qsizetype i = 1; i < tokens.size(); ++i) {
        const profiles::PromptToken &before = tokens.at(i - 1);
        const profiles::PromptToken &token = tokens.at(i);
        if (before.index + 1 == token.index)
            gaps.append({token.index, static_cast<double>(token.kitTimeNs - before.kitTimeNs) / 1e6});
    }
    return gaps;
}

} // namespace widgets
