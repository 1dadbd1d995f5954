// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/region_memory.h"

#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"

#include <algorithm>

namespace widgets {
namespace {
constexpr std::size_t kMost = 400; ///< stretches: one that is dragged leaves many behind that nobody has
}

RegionMemory::RegionMemory(KitContext *kit)
    : QObject(kit)
    , m_kit(kit)
    , m_regions(kit->model<RegionModel>())
{
    connect(kit, &KitContext::nowChanged, this, &RegionMemory::take);
}

const RegionMemory::Known *RegionMemory::find(const TimeRegion &region) const
{
    const auto found = std::ranges::find(m_known, region, &Known::region);
    return found == m_known.end() ? nullptr : &*found;
}

profiles::RegionStats RegionMemory::statsOf(const TimeRegion &region) const
{
    profiles::RegionStats stats;
    stats.beginNs = stats.coveredBeginNs = stats.coveredEndNs = region.beginNs;
    stats.endNs = region.endNs;
    const auto store = m_kit->store();
    // Samples of another boot lie on another clock.
    if (!store || store->info().bootId != axisBoot(*m_kit))
        return stats;
    stats = profiles::regionStats(*store, region.beginNs, region.endNs);
    const Known *known = stats.forgotten && store == m_store ? find(region) : nullptr;
    if (known) {
        stats = known->stats;
        stats.remembered = true;
    }
    return stats;
}

std::optional<profiles::CurrentPercentiles> RegionMemory::percentilesOf(const TimeRegion &region) const
{
    const Known *known = find(region);
    if (!known || !known->stats.energy)
        return std::nullopt;
    const auto *answer = m_percentiles.find({known->stats.energy->firstIndex, known->stats.energy->lastIndex});
    return answer ? *answer : std::nullopt;
}

void RegionMemory::take()
{
    const auto store = m_kit->store();
    if (store != m_store) {
        m_store = store;
        m_known.clear();
        m_percentiles.setStore(store);
    }
    if (!store || m_kit->session()->isReplay()) // a file forgets nothing
        return;
    QList<profiles::SampleRange> wanted;
    for (int row = 0; row < m_regions->rowCount(); ++row) {
        const TimeRegion &region = m_regions->region(row);
        if (!find(region)) {
            const profiles::RegionStats stats = statsOf(region);
            if (!stats.energy || stats.forgotten || stats.endsLater)
                continue;
            m_known.push_back({region, stats});
        }
        const auto &energy = find(region)->stats.energy;
        if (energy->firstIndex >= store->beginIndex())
            wanted.append({energy->firstIndex, energy->lastIndex});
    }
    m_percentiles.want(std::move(wanted));
    forgetOld();
}

void RegionMemory::forgetOld()
{
    if (m_known.size() <= kMost)
        return;
    std::erase_if(m_known, [this](const Known &known) {
        for (int row = 0; row < m_regions->rowCount(); ++row) {
            if (m_regions->region(row) == known.region)
                return false;
        }
        return true;
    });
}

} // namespace widgets
