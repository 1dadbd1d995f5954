// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <cstddef>
#include <vector>

namespace app {

/// Order statistics of a list; percentiles by linear interpolation (as numpy's default).
struct Summary {
    std::size_t count = 0;
    double min = 0, mean = 0, p50 = 0, p95 = 0, p99 = 0, max = 0;
};
[[nodiscard]] Summary summarise(const std::vector<double> &values);
[[nodiscard]] QJsonObject toJson(const Summary &summary);

} // namespace app
