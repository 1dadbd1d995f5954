// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/percentile_feed.h"
#include "widgets/power/region_model.h"

#include "profiles/energy/region_stats.h"

#include <optional>
#include <vector>

namespace widgets {

/// Figures of a kit's regions that outlive their samples: memory holds a few minutes of a fast stream, a region is
/// looked at for longer. Takes them as soon as the newest sample is past the region's end:
/// kit->model<RegionMemory>().
class RegionMemory : public QObject
{
    Q_OBJECT
public:
    explicit RegionMemory(KitContext *kit);

    /// As profiles::regionStats() of the kit's samples. Where these are no longer in memory: what was taken of this
    /// very stretch while they were, marked as remembered; else what is left. Of another boot's samples: nothing.
    [[nodiscard]] profiles::RegionStats statsOf(const TimeRegion &region) const;
    /// Of a stretch whose samples are no longer in memory; empty where nothing is remembered.
    [[nodiscard]] std::optional<profiles::CurrentPercentiles> percentilesOf(const TimeRegion &region) const;
    /// Takes the figures of regions that are now complete; called as the kit's time goes on.
    void take();

private:
    struct Known {
        TimeRegion region;
        profiles::RegionStats stats;
    };
    [[nodiscard]] const Known *find(const TimeRegion &region) const;
    void forgetOld();

    KitContext *m_kit;
    RegionModel *m_regions;
    std::vector<Known> m_known;
    std::shared_ptr<const device_link::SampleView> m_store; ///< whose samples they are of
    PercentileFeed m_percentiles;
};

} // namespace widgets
