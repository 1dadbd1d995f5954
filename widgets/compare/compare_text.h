// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"
#include "profiles/energy/region_comparison.h"
#include "widgets/power/region_context.h"

#include <span>

namespace widgets {

/// Two regions as they are compared, for whoever writes them down.
struct ComparedRegions {
    std::optional<RegionReport> a, b;
    QString nameA, nameB;
    QString labelA, labelB;   ///< short
    std::int64_t shiftNs = 0; ///< of B
    profiles::RegionComparison comparison;
};

/// What the figures of either do not cover, a sentence each, with its letter; and what makes them hard to compare.
[[nodiscard]] QStringList compareCaveats(const ComparedRegions &regions);
/// Names, origins and the table, cells apart by tabs, in the language of the window.
[[nodiscard]] QString compareText(const ComparedRegions &regions, const QString &table);
/// A header record and one record per figure, base units, plain decimals, names in English; the origins stand in it.
[[nodiscard]] QString compareCsv(const ComparedRegions &regions);
/// Columns as they are drawn over [fromNs, toNs): "# name: value" lines, a header, and a record per column: its begin
/// in seconds of the common axis, the extremes and means of A and B, and the difference of the means. Empty fields
/// where nothing is there.
[[nodiscard]] QByteArray columnsCsv(const ComparedRegions &regions, std::int64_t fromNs, std::int64_t toNs,
    std::span<const device_link::SampleColumn> a, std::span<const device_link::SampleColumn> b,
    std::span<const device_link::SampleColumn> difference);

} // namespace widgets
