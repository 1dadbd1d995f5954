// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace device_link {

/// Three seconds without a good frame are a lost link (PROTOCOL.md §3). Host clock, ns.
class KitLiveness
{
public:
    static constexpr std::int64_t kSilenceNs = 3'000'000'000;

    void start(std::int64_t nowNs) { m_lastNs = nowNs, m_watching = true; }
    void stop() { m_watching = false; }
    void frame(std::int64_t nowNs) { m_lastNs = nowNs; }
    [[nodiscard]] bool silent(std::int64_t nowNs) const { return m_watching && nowNs - m_lastNs > kSilenceNs; }

private:
    std::int64_t m_lastNs = 0;
    bool m_watching = false;
};

} // namespace device_link
