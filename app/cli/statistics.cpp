// SPDX-License-Identifier: GPL-3.0-or-later
#include "statistics.h"

#include "profiles/prompts/percentile.h"

#include <algorithm>
#include <numeric>

namespace app {

Summary summarise(const std::vector<double> &values)
{
    if (values.empty())
        return {};
    const QList<double> list(values.begin(), values.end());
    Summary summary;
    summary.count = values.size();
    summary.min = *std::min_element(values.begin(), values.end());
    summary.max = *std::max_element(values.begin(), values.end());
    summary.mean = std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
    summary.p50 = profiles::percentile(list, 50).value_or(0);
    summary.p95 = profiles::percentile(list, 95).value_or(0);
    summary.p99 = profiles::percentile(list, 99).value_or(0);
    return summary;
}

QJsonObject toJson(const Summary &summary)
{
    return {{QStringLiteral("count"), qint64(summary.count)}, {QStringLiteral("min"), summary.min},
        {QStringLiteral("mean"), summary.mean}, {QStringLiteral("p50"), summary.p50},
        {QStringLiteral("p95"), summary.p95}, {QStringLiteral("p99"), summary.p99},
        {QStringLiteral("max"), summary.max}};
}

} // namespace app
