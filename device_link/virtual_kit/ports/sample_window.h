// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace virtual_kit {

/// Numbers and flow control of one stream's blocks (PROTOCOL.md §3, §7.3): at most `window` blocks are made and not
/// acknowledged; what does not fit is dropped whole, numbered and counted.
class SampleWindow
{
public:
    struct Ticket {
        std::uint32_t number = 0; ///< of the block to send
        std::uint32_t lost = 0;   ///< samples dropped right before it (saturating)
    };

    /// A new stream: numbers from 0, nothing outstanding.
    void start(std::size_t window);
    [[nodiscard]] bool hasRoom() const { return m_outstanding.size() < m_window; }
    /// Numbers one block of count samples. Empty: the window is full, the block is dropped and counted.
    [[nodiscard]] std::optional<Ticket> make(std::uint32_t count);
    /// The block of that number has begun to leave; blocks leave in order.
    void sent(std::uint32_t number);
    /// The host took this block (and, blocks leaving in order, all before it). False: outside the window, ignore it.
    /// A repeat of the last one is inside: it shows a host that is alive while no block was due.
    bool report(std::uint32_t number);
    [[nodiscard]] std::size_t outstanding() const { return m_outstanding.size(); }
    /// Blocks sent and not acknowledged.
    [[nodiscard]] std::size_t inFlight() const { return m_inFlight; }

private:
    std::size_t m_window = 0;
    std::uint32_t m_next = 0;
    std::uint32_t m_lost = 0;
    std::uint32_t m_acknowledged = 0; ///< last number reported; one before the first at the start
    std::uint32_t m_lastSent = 0;     ///< equal to m_acknowledged when nothing is under way
    std::size_t m_inFlight = 0;
    std::deque<std::uint32_t> m_outstanding;
};

} // namespace virtual_kit
