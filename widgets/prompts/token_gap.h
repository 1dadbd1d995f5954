// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/prompts/prompt_run.h"

#include <QList>

namespace widgets {

/// Limits of the gap before a token, ms: from each on it is shown stronger.
inline constexpr double kGapLimitsMs[] = {45, 100, 250};

/// How many of the limits a gap reaches: 0 is usual, 3 a stall.
[[nodiscard]] int gapLevel(double ms);

/// The time from one token to the next by the kit's clock.
struct TokenGap {
    quint32 index = 0; ///< of the token it stands before
    double ms = 0;
};

/// In the order of the tokens. Before the first token there is none, and none beside a token that was not received.
[[nodiscard]] QList<TokenGap> tokenGaps(const QList<profiles::PromptToken> &tokens);

} // namespace widgets
