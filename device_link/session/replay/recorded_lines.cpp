// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_lines.h"

#include "recorded_kit_session.h"

#include <algorithm>
#include <array>

namespace device_link {

namespace {

constexpr std::int64_t kMostNs = (std::int64_t(1) << 62) - 1; ///< 146 years: sums of two stay inside 64 bits
constexpr std::int64_t kMostApartNs = 366LL * 86'400 * 1'000'000'000;

bool isTime(std::int64_t ns) { return ns >= 0 && ns <= kMostNs; }

std::optional<PortRole> roleOf(const QString &name)
{
    static constexpr std::array kRoles{PortRole::Kit, PortRole::At, PortRole::Console, PortRole::Meter};
    const auto *found = std::ranges::find_if(kRoles, [&name](PortRole role) { return roleName(role) == name; });
    return found == kRoles.end() ? std::nullopt : std::optional(*found);
}

RawFrame::Kind kindOf(RecordedLine::Kind kind)
{
    switch (kind) {
    case RecordedLine::Kind::Smp: return RawFrame::Kind::Smp;
    case RecordedLine::Kind::Text: return RawFrame::Kind::Text;
    case RecordedLine::Kind::AtLine: return RawFrame::Kind::AtLine;
    }
    return RawFrame::Kind::Text;
}

} // namespace

RecordedLineCollector::RecordedLineCollector(
    const RecordingFileInfo &info, const std::vector<RecordedClockPoint> &clock)
{
    for (const RecordedClockPoint &point : clock) {
        if (isTime(point.hostTimeNs) && isTime(point.utcNs))
            m_moments.push_back({point.hostTimeNs, point.utcNs});
    }
    std::ranges::stable_sort(m_moments, {}, &Moment::hostNs);
    // A recording of ports that tell no time has no clock points; its beginning is one.
    if (m_moments.empty() && isTime(info.hostTimeNs) && info.createdUtcMs >= 0
        && info.createdUtcMs <= kMostNs / 1'000'000)
        m_moments.push_back({info.hostTimeNs, info.createdUtcMs * 1'000'000});
}

/// By the point before it, for the host's clock stands still while it sleeps and the day goes on.
std::optional<std::int64_t> RecordedLineCollector::utcMsOf(std::int64_t hostNs) const
{
    if (m_moments.empty() || !isTime(hostNs))
        return std::nullopt;
    auto moment = std::ranges::upper_bound(m_moments, hostNs, {}, &Moment::hostNs);
    if (moment != m_moments.begin())
        --moment;
    const std::int64_t apart = hostNs - moment->hostNs;
    const std::int64_t utcNs = moment->utcNs + apart;
    if (std::abs(apart) > kMostApartNs || utcNs < 0)
        return std::nullopt;
    return utcNs / 1'000'000;
}

void RecordedLineCollector::add(const RecordedLine &line)
{
    const auto role = roleOf(line.port);
    const auto utcMs = utcMsOf(line.hostTimeNs);
    if (!role || !utcMs)
        return;
    if (++m_found.total > RecordedLines::kMax)
        return;
    ReplayedLine shown;
    shown.frame.kind = kindOf(line.kind);
    shown.frame.way = line.toKit ? RawFrame::Way::ToKit : RawFrame::Way::FromKit;
    shown.frame.port = *role;
    shown.frame.hostNs = line.hostTimeNs;
    shown.frame.bytes = line.bytes;
    shown.frame.wholeSize = line.size > std::uint32_t(line.bytes.size()) ? line.size : 0;
    shown.utcMs = *utcMs;
    shown.bootId = line.bootId;
    shown.kitTimeNs = isTime(line.kitTimeNs) ? line.kitTimeNs : 0;
    m_found.lines.push_back(std::move(shown));
}

std::shared_ptr<const RecordedLines> RecordedLineCollector::finish()
{
    return std::make_shared<const RecordedLines>(std::move(m_found));
}

std::shared_ptr<const RecordedLines> recordedLinesOf(const KitSession &session)
{
    const auto *recorded = dynamic_cast<const RecordedKitSession *>(&session);
    return recorded ? recorded->lines() : nullptr;
}

} // namespace device_link
