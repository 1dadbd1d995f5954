// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_in_endpoint.h"

#include <algorithm>
#include <utility>

namespace virtual_kit {

using framing::ByteView;

UsbInEndpoint::UsbInEndpoint(std::uint16_t packet, std::size_t capacity)
    : m_packet(packet)
    , m_capacity(capacity)
{
}

std::size_t UsbInEndpoint::write(ByteView bytes)
{
    std::size_t written = 0;
    while (written < bytes.size() && room() > 0) {
        const std::size_t part = std::min(bytes.size() - written, room());
        // Twice the space, so that what waits is moved to the front once in a capacity's worth of bytes at most.
        if (m_buffer.capacity() < 2 * m_capacity)
            m_buffer.reserve(2 * m_capacity);
        if (m_buffer.size() + part > m_buffer.capacity()) {
            m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_taken));
            m_taken = 0;
        }
        const ByteView piece = bytes.subspan(written, part);
        m_buffer.insert(m_buffer.end(), piece.begin(), piece.end());
        written += part;
        m_talking = true;
        serve();
    }
    return written;
}

void UsbInEndpoint::endTalk()
{
    m_talking = false;
    serve();
}

void UsbInEndpoint::clear()
{
    m_buffer.clear();
    m_taken = 0;
    m_talking = false;
    m_emptyDue = false;
}

void UsbInEndpoint::submit(std::uint32_t id, std::uint32_t length)
{
    if (m_halted)
        return complete({id, UsbStatus::Stall, 0, {}});
    m_requests.push_back({id, length});
    serve();
}

bool UsbInEndpoint::cancel(std::uint32_t id)
{
    const auto found
        = std::find_if(m_requests.begin(), m_requests.end(), [id](const Waiting &w) { return w.id == id; });
    if (found == m_requests.end())
        return false;
    m_requests.erase(found);
    return true;
}

void UsbInEndpoint::endAll(UsbStatus status)
{
    const auto requests = std::exchange(m_requests, {});
    for (const Waiting &request : requests)
        complete({request.id, status, 0, {}});
}

void UsbInEndpoint::setHalted(bool halted)
{
    m_halted = halted;
    if (halted)
        endAll(UsbStatus::Stall);
    else
        serve();
}

void UsbInEndpoint::setHeld(bool held)
{
    m_held = held;
    serve();
}

void UsbInEndpoint::serve()
{
    bool left = false;
    while (!m_requests.empty() && !m_halted && !m_held && serveOne())
        left = true;
    if (left && onRoom)
        onRoom();
}

/// False: the request at the front waits on.
bool UsbInEndpoint::serveOne()
{
    const Waiting request = m_requests.front();
    const std::size_t have = buffered();
    if (have == 0 && (!m_emptyDue || m_talking))
        return false;
    if (have < request.length && m_talking && room() > 0)
        return false;
    m_requests.pop_front();
    UsbCompletion completion{request.id, UsbStatus::Ok, 0, {}};
    std::size_t bytes = have;
    if (have > request.length) {
        // Whole packets fit; the next one does when there is no rest, else it is too large and stays.
        bytes = request.length / m_packet * m_packet;
        completion.status = bytes == request.length ? UsbStatus::Ok : UsbStatus::Overflow;
    }
    completion.actual = static_cast<std::uint32_t>(bytes);
    completion.data = ByteView(m_buffer).subspan(m_taken, bytes);
    complete(completion);
    // A request that it filled did not show the host an end, unless the last packet was not full.
    m_emptyDue = bytes > 0 && bytes == have && bytes == request.length && bytes % m_packet == 0;
    consume(bytes);
    return true;
}

void UsbInEndpoint::consume(std::size_t bytes)
{
    m_taken += bytes;
    if (m_taken == m_buffer.size()) {
        m_buffer.clear();
        m_taken = 0;
    }
}

} // namespace virtual_kit
