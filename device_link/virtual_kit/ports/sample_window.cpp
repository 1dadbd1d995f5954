// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_window.h"

#include <limits>

namespace virtual_kit {

void SampleWindow::start(std::size_t window)
{
    m_window = window;
    m_next = 0;
    m_lost = 0;
    m_acknowledged = m_next - 1;
    m_lastSent = m_acknowledged;
    m_inFlight = 0;
    m_outstanding.clear();
}

std::optional<SampleWindow::Ticket> SampleWindow::make(std::uint32_t count)
{
    const std::uint32_t number = m_next++;
    if (!hasRoom()) {
        const std::uint32_t room = std::numeric_limits<std::uint32_t>::max() - m_lost;
        m_lost += count < room ? count : room;
        return std::nullopt;
    }
    const Ticket ticket{number, m_lost};
    m_lost = 0;
    m_outstanding.push_back(number);
    return ticket;
}

void SampleWindow::sent(std::uint32_t number)
{
    m_lastSent = number;
    ++m_inFlight;
}

bool SampleWindow::report(std::uint32_t number)
{
    // Numbers wrap: compare distances from the last acknowledged one.
    const std::uint32_t ahead = number - m_acknowledged;
    if (ahead > m_lastSent - m_acknowledged)
        return false;
    while (!m_outstanding.empty() && m_outstanding.front() - m_acknowledged <= ahead) {
        m_outstanding.pop_front();
        --m_inFlight;
    }
    m_acknowledged = number;
    return true;
}

} // namespace virtual_kit
