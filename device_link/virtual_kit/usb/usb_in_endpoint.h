// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_request.h"

#include <cstddef>
#include <deque>

namespace virtual_kit {

/// An IN endpoint: bytes of the device in a bounded buffer, requests of the host in a queue, and between them packets
/// as they are on the cable. A request ends when it is full, at a packet that is not full, or, when the device has
/// nothing more to say after a full packet, at an empty one. While there is nothing it waits; it is never answered
/// empty otherwise.
class UsbInEndpoint
{
public:
    UsbInEndpoint(std::uint16_t packet, std::size_t capacity);

    /// Ends requests; set before use. May be called from inside every function below.
    UsbComplete complete;
    /// Bytes left the buffer. Not to write from.
    std::function<void()> onRoom;

    /// Takes what the buffer, and the requests that wait, have room for. More may follow: a packet that is not full
    /// leaves only after endTalk(), or when the buffer is full.
    [[nodiscard]] std::size_t write(framing::ByteView bytes);
    /// All is said for now.
    void endTalk();
    /// Forgets what is buffered (the port was opened anew or closed).
    void clear();
    [[nodiscard]] std::size_t room() const { return m_capacity - buffered(); }
    [[nodiscard]] std::size_t capacity() const { return m_capacity; }

    void submit(std::uint32_t id, std::uint32_t length);
    /// True: it was waiting, and will not be completed.
    [[nodiscard]] bool cancel(std::uint32_t id);
    /// Completes all with this status.
    void endAll(UsbStatus status);
    void forgetRequests() { m_requests.clear(); }
    [[nodiscard]] std::size_t waiting() const { return m_requests.size(); }

    /// Halting ends what waits with a stall; the bytes stay.
    void setHalted(bool halted);
    [[nodiscard]] bool halted() const { return m_halted; }
    /// Requests wait, as behind a busy bus.
    void setHeld(bool held);

private:
    struct Waiting {
        std::uint32_t id;
        std::uint32_t length;
    };
    [[nodiscard]] std::size_t buffered() const { return m_buffer.size() - m_taken; }
    void serve();
    [[nodiscard]] bool serveOne();
    void consume(std::size_t bytes);

    std::uint16_t m_packet;
    std::size_t m_capacity;
    framing::Bytes m_buffer;
    std::size_t m_taken = 0; ///< bytes at the front of the buffer that have left
    std::deque<Waiting> m_requests;
    bool m_talking = false; ///< more may follow what is buffered
    bool m_emptyDue = false;
    bool m_halted = false;
    bool m_held = false;
};

} // namespace virtual_kit
