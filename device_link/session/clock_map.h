// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace device_link {

/// Kit time to host monotonic time, piecewise linear through round trips stamped in the link thread
/// (PROTOCOL.md, "Clock"). One map per boot id.
class ClockMap
{
public:
    /// One exchange: host time before and after, kit time in between.
    struct Exchange {
        std::int64_t hostBeforeNs = 0, hostAfterNs = 0, kitNs = 0;
    };
    /// Adds an exchange of this boot; another boot id starts the map afresh. Slow exchanges improve nothing and are
    /// ignored: within a knot's second the fastest round trip wins.
    void add(std::uint32_t bootId, const Exchange &exchange);

    [[nodiscard]] std::uint32_t bootId() const { return m_bootId; }
    [[nodiscard]] bool valid() const { return !m_knots.empty(); }
    [[nodiscard]] std::optional<std::int64_t> toHostNs(std::int64_t kitNs) const;
    [[nodiscard]] std::optional<std::int64_t> toKitNs(std::int64_t hostNs) const;
    /// Half of the best recent round trip, ns: nothing can be placed more exactly than this.
    [[nodiscard]] std::int64_t uncertaintyNs() const;
    /// Drift of the kit's clock against the host's, parts per million; empty until it is known to 200 ppm and over 10
    /// s.
    [[nodiscard]] std::optional<double> driftPpm() const;

    struct Knot {
        std::int64_t kitNs = 0, hostNs = 0, uncertaintyNs = 0;
    };
    [[nodiscard]] const std::vector<Knot> &knots() const { return m_knots; }

private:
    std::uint32_t m_bootId = 0;
    std::vector<Knot> m_knots;
};

} // namespace device_link
