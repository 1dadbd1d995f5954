// SPDX-License-Identifier: GPL-3.0-or-later
#include "network_profile.h"

#include "constants.h"

#include <cmath>

namespace virtual_kit {

namespace {

/// Reads the constants of one group.
struct Group {
    std::string_view id;
    [[nodiscard]] double raw(std::string_view key) const { return constant(id, key); }
    [[nodiscard]] double amps(std::string_view key) const { return raw(key) / 1000.0; }
    [[nodiscard]] double ns(std::string_view key) const { return raw(key) * static_cast<double>(kMillisecond); }
    [[nodiscard]] SimTime time(std::string_view key) const { return std::llround(ns(key)); }
};

void readTimers(const Group &g, NetworkProfile &p)
{
    p.pagingPeriod = g.time("paging_period_ms");
    p.pagingAwake = g.time("paging_awake_ms");
    p.promotion = g.time("promotion_ms");
    p.hold = g.time("hold_ms");
    p.tail = g.time("tail_ms");
    p.drx = g.time("drx_ms");
    p.drxCycle = g.time("drx_cycle_ms");
    p.drxOn = g.time("drx_on_ms");
    p.search = g.time("search_ms");
    p.attach = g.time("attach_ms");
}

void readCurrents(const Group &g, NetworkProfile &p)
{
    p.pagingAmps = g.amps("paging_ma");
    const double awake = static_cast<double>(p.pagingAwake) / static_cast<double>(p.pagingPeriod);
    p.sleepAmps = (g.amps("idle_ma") - p.pagingAmps * awake) / (1.0 - awake);
    p.promotionAmps = g.amps("promotion_ma");
    p.txAmps = g.amps("tx_ma");
    p.rxAmps = g.amps("rx_ma");
    p.connectedAmps = g.amps("connected_ma");
    p.searchAmps = g.amps("search_ma");
    if (p.drxCycle == 0)
        return;
    const double on = static_cast<double>(p.drxOn) / static_cast<double>(p.drxCycle);
    p.drxSleepAmps = g.amps("idle_ma");
    p.drxOnAmps = (g.amps("drx_ma") - p.drxSleepAmps * (1.0 - on)) / on;
}

} // namespace

NetworkProfile networkProfile(NetworkKind kind)
{
    const Group g{name(kind)};
    NetworkProfile p;
    p.kind = kind;
    readTimers(g, p);
    readCurrents(g, p);
    p.uplinkBitsPerSecond = g.raw("uplink_kbps") * 1000.0;
    p.downlinkBitsPerSecond = g.raw("downlink_kbps") * 1000.0;
    p.rttMean = g.ns("rtt_ms");
    p.rttDeviation = g.ns("rtt_sd_ms");
    p.phoneMean = g.ns("phone_ms");
    p.phoneDeviation = g.ns("phone_sd_ms");
    p.loss = g.raw("loss");
    return p;
}

} // namespace virtual_kit
