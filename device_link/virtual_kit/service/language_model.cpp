// SPDX-License-Identifier: GPL-3.0-or-later
#include "language_model.h"

#include "answer_writer.h"
#include "tokenizer.h"

#include "virtual_kit/physics/constants.h"

#include <algorithm>
#include <cmath>

namespace virtual_kit {

namespace {

/// Exponential with this mean, in ms, cut at four times it.
double exponential(Random &random, double mean)
{
    return std::min(-mean * std::log(1.0 - random.uniform()), 4.0 * mean);
}

SimTime fromMilliseconds(double ms) { return std::llround(ms * static_cast<double>(kMillisecond)); }

} // namespace

LanguageModel::LanguageModel(std::uint64_t seed)
    : m_seed(seed)
    , m_pace(seed, "model pace")
{
}

const QStringList &LanguageModel::models()
{
    static const QStringList names{
        QStringLiteral("sim-chat-7b"), QStringLiteral("sim-toy-1b"), QStringLiteral("sim-deep-32b")};
    return names;
}

ModelAnswer LanguageModel::answer(const QString &model, const QString &prompt, int maxTokens)
{
    const std::string group = model.toStdString();
    ModelAnswer answer;
    answer.tokens = tokenize(writeAnswer(m_seed, model, prompt));
    answer.cut = answer.tokens.size() > maxTokens;
    answer.tokens = answer.tokens.mid(0, maxTokens);
    answer.promptTokens = static_cast<int>(tokenize(prompt).size());
    answer.queue = fromMilliseconds(exponential(m_pace, constant("server", "queue_ms")));
    const double reading = constant("server", "prefill_ms_per_token") * answer.promptTokens;
    const double first = constant(group, "ttft_ms") * std::max(0.5, m_pace.normal(1.0, 0.1));
    answer.prefill = fromMilliseconds(first + reading);

    const double gap = 1000.0 / constant(group, "tokens_per_s");
    const double jitter = constant(group, "jitter");
    for (qsizetype i = 1; i < answer.tokens.size(); ++i) {
        double ms = gap * std::max(0.3, m_pace.normal(1.0, jitter));
        if (m_pace.uniform() < constant("server", "stall_part"))
            ms += exponential(m_pace, constant("server", "stall_ms"));
        answer.gaps.push_back(fromMilliseconds(ms));
    }
    return answer;
}

} // namespace virtual_kit
