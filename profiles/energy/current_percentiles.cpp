// SPDX-License-Identifier: GPL-3.0-or-later
#include "current_percentiles.h"

#include "energy_stats.h"

#include <QPromise>
#include <QtConcurrentRun>

#include <array>

namespace profiles {

using Answers = QList<std::optional<CurrentPercentiles>>;

QFuture<Answers> currentPercentiles(std::shared_ptr<const device_link::SampleView> store, QList<SampleRange> ranges)
{
    return QtConcurrent::run([store = std::move(store), ranges = std::move(ranges)](QPromise<Answers> &promise) {
        constexpr std::array kParts{0.5, 0.95, 0.99};
        const auto channel = channelNamed(*store, "current");
        Answers answers;
        for (const SampleRange &range : ranges) {
            if (promise.isCanceled())
                return;
            const std::vector<double> found = channel && range.last > range.first
                ? channelPercentiles(*store, *channel, range.first, range.last, kParts)
                : std::vector<double>();
            answers.append(found.size() == kParts.size()
                    ? std::optional(CurrentPercentiles{found[0], found[1], found[2]})
                    : std::nullopt);
        }
        promise.addResult(std::move(answers));
    });
}

} // namespace profiles
