// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <optional>

namespace profiles {

/// Percentile with linear interpolation between the two nearest ranks, as numpy's default. percent 0 to 100; empty for
/// no values.
[[nodiscard]] std::optional<double> percentile(QList<double> values, double percent);

} // namespace profiles
