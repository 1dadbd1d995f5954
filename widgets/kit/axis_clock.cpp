// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/axis_clock.h"

#include "device_link/session/host_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"

#include <algorithm>

namespace widgets {

namespace {
/// Without samples the axis does not move with every frame, which would repaint plots that have nothing new to show.
constexpr std::int64_t kQuietStepNs = 2'000'000'000;
constexpr std::int64_t kNewsStepNs = 100'000'000; ///< tokens come faster
} // namespace

AxisClock::AxisClock(KitContext *kit)
    : QObject(kit)
    , m_kit(kit)
{
    connect(kit->timeline(), &EventTimeline::changed, this, &AxisClock::news);
}

std::int64_t AxisClock::nowNs()
{
    if (m_kit->session()->state() != device_link::SessionState::Connected)
        return m_nowNs;
    const std::uint32_t boot = axisBoot(*m_kit);
    if (boot != m_boot) {
        m_boot = boot;
        m_nowNs = 0;
    }
    m_nowNs = std::max(m_nowNs, sourceNs(boot).value_or(m_nowNs));
    return m_nowNs;
}

std::optional<std::int64_t> AxisClock::sourceNs(std::uint32_t boot) const
{
    const auto power = m_kit->session()->powerSource();
    const bool moves = power && (power->running() || m_kit->session()->isReplay()); // a recording ends where it ends
    const auto store = moves ? power->store() : nullptr;
    if (store && store->info().bootId == boot && store->endIndex() > store->beginIndex())
        return store->kitTimeOf(store->endIndex() - 1);
    if (m_kit->session()->isReplay())
        return std::nullopt;
    if (boot == 0)
        return axisNowNs(*m_kit); // a port that tells no time
    // Before the kit's clock was read once the host's says nothing about it.
    const device_link::ClockMap clock = m_kit->session()->clock();
    return clock.bootId() == boot ? clock.toKitNs(device_link::hostNowNs()) : std::nullopt;
}

void AxisClock::follow()
{
    const std::int64_t now = nowNs();
    const auto power = m_kit->session()->powerSource();
    const bool measured = power && power->running();
    if (now < m_toldNs)
        m_toldNs = 0; // another boot
    const bool news = m_news && now - m_toldNs >= kNewsStepNs;
    m_quiet = !measured && !news;
    if (news || measured)
        m_news = false;
    m_toldNs = std::max(m_toldNs, m_quiet ? now / kQuietStepNs * kQuietStepNs : now);
    if (m_toldNs > 0)
        m_kit->window()->advance(m_toldNs);
}

} // namespace widgets
