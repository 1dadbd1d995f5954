// SPDX-License-Identifier: GPL-3.0-or-later
#include "out_queue.h"

namespace virtual_kit {

bool OutQueue::push(framing::Bytes bytes, LinkTime readyAt)
{
    if (bytes.size() > kMaxBytes - m_bytes)
        return false;
    if (bytes.empty())
        return true;
    m_bytes += bytes.size();
    m_pieces.push_back({std::move(bytes), readyAt});
    return true;
}

void OutQueue::clear()
{
    m_pieces.clear();
    m_sent = 0;
    m_bytes = 0;
}

framing::ByteView OutQueue::pending(LinkTime now) const
{
    if (m_pieces.empty() || m_pieces.front().readyAt > now)
        return {};
    return framing::ByteView(m_pieces.front().bytes).subspan(m_sent);
}

void OutQueue::consume(std::size_t bytes)
{
    m_sent += bytes;
    m_bytes -= bytes;
    if (!m_pieces.empty() && m_sent >= m_pieces.front().bytes.size()) {
        m_pieces.pop_front();
        m_sent = 0;
    }
}

std::optional<LinkTime> OutQueue::readyAt() const
{
    if (m_pieces.empty())
        return std::nullopt;
    return m_pieces.front().readyAt;
}

} // namespace virtual_kit
