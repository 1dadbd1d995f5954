// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/modem_status.h"

#include <cstddef>
#include <cstdint>
#include <deque>

namespace profiles {

/// The radio's states on the clock of one boot of a kit. Bounded: the oldest go first.
class RadioHistory
{
public:
    static constexpr std::size_t kLimit = 20'000;

    /// From startNs until the next one's startNs.
    struct Span {
        std::int64_t startNs = 0;
        device_link::RadioState state = device_link::RadioState::Unknown;
    };

    /// States may come late (fetched after a loss). False when it tells nothing new.
    bool add(std::int64_t kitTimeNs, device_link::RadioState state);
    void clear() { m_spans.clear(); }

    [[nodiscard]] const std::deque<Span> &spans() const { return m_spans; }
    /// The state at a time; Unknown before the first that was told.
    [[nodiscard]] device_link::RadioState at(std::int64_t kitTimeNs) const;
    /// The radio is known to have been idle at every moment from one time up to, not including, another.
    [[nodiscard]] bool idleThroughout(std::int64_t fromNs, std::int64_t toNs) const;

private:
    std::deque<Span> m_spans;
};

} // namespace profiles
