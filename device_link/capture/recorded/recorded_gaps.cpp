// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_gaps.h"

#include <algorithm>
#include <limits>

namespace device_link {

namespace {

constexpr std::uint64_t kNoIndex = std::numeric_limits<std::uint64_t>::max();

SampleGap::Cause causeOf(RecordedGap::Cause cause)
{
    switch (cause) {
    case RecordedGap::Cause::KitDropped: return SampleGap::Cause::KitDropped;
    case RecordedGap::Cause::LinkLost: return SampleGap::Cause::LinkLost;
    case RecordedGap::Cause::Corrupted: return SampleGap::Cause::Corrupted;
    case RecordedGap::Cause::RecorderOverrun: return SampleGap::Cause::RecorderOverrun;
    case RecordedGap::Cause::NotMeasured: return SampleGap::Cause::NotMeasured;
    case RecordedGap::Cause::Unknown: break;
    }
    return SampleGap::Cause::Unknown;
}

std::uint64_t endOf(const RecordedGap &gap) { return gap.firstIndex + std::min(gap.count, kNoIndex - gap.firstIndex); }

} // namespace

std::vector<SampleGap> recordedGaps(const std::vector<PyramidSegment> &segments, std::vector<RecordedGap> records)
{
    std::ranges::stable_sort(records, {}, &RecordedGap::firstIndex);
    std::vector<SampleGap> gaps;
    auto record = records.begin();
    const auto addHole = [&](std::uint64_t from, std::uint64_t to) {
        while (from < to) {
            while (record != records.end() && endOf(*record) <= from)
                ++record;
            const bool told = record != records.end() && record->firstIndex <= from;
            const std::uint64_t next = record == records.end() ? to : told ? endOf(*record) : record->firstIndex;
            const std::uint64_t end = std::min(next, to);
            gaps.push_back({from, end - from, told ? causeOf(record->cause) : SampleGap::Cause::Unknown});
            from = end;
        }
    };
    std::uint64_t at = records.empty() ? kNoIndex : records.front().firstIndex;
    if (!segments.empty())
        at = std::min(at, segments.front().place.firstIndex);
    for (const PyramidSegment &segment : segments) {
        addHole(at, segment.place.firstIndex);
        at = segment.place.endIndex();
    }
    std::uint64_t end = at;
    for (const RecordedGap &gap : records)
        end = std::max(end, endOf(gap));
    addHole(at, at == kNoIndex ? at : end);
    return gaps;
}

} // namespace device_link
