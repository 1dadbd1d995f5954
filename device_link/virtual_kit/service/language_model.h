// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "virtual_kit/kernel/random.h"
#include "virtual_kit/kernel/sim_clock.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace virtual_kit {

/// The answer of a simulated server and how fast it makes it. Times are the server's own; the network comes on top.
struct ModelAnswer {
    QStringList tokens;
    bool cut = false; ///< ended by the token limit
    int promptTokens = 0;
    SimTime queue = 0;         ///< from the request's arrival to the first byte of the answer
    SimTime prefill = 0;       ///< from there to the first token
    std::vector<SimTime> gaps; ///< before each token after the first
};

/// A simulated language model behind the network. Text follows seed, model and prompt; paces follow the seed and the
/// order of the asks.
class LanguageModel
{
public:
    explicit LanguageModel(std::uint64_t seed);
    [[nodiscard]] static const QStringList &models(); ///< the first is the default
    /// model is one of models(); maxTokens at least 1.
    [[nodiscard]] ModelAnswer answer(const QString &model, const QString &prompt, int maxTokens);

private:
    std::uint64_t m_seed;
    Random m_pace;
};

} // namespace virtual_kit
