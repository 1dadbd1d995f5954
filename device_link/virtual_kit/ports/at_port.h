// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "out_queue.h"
#include "role_port.h"

namespace virtual_kit {

/// The `at` port: bytes to and from the modem's AT server.
class AtPort final : public RolePort
{
public:
    using RolePort::RolePort;

    std::function<void(framing::ByteView bytes)> onBytes;
    /// delay: as long later than now do they leave. Dropped while no host has the port open.
    void send(framing::ByteView bytes, LinkTime delay);

    void advanceTo(LinkTime now) override { m_now = now; }
    void sendJunk(framing::ByteView bytes) override { send(bytes, 0); }

protected:
    void hostOpened() override { m_queue.clear(); }
    void hostLeft() override { m_queue.clear(); }
    void handle(framing::ByteView bytes) override { onBytes(bytes); }
    [[nodiscard]] std::optional<LinkTime> nextSend() const override { return m_queue.readyAt(); }
    [[nodiscard]] framing::ByteView pending() override { return m_queue.pending(m_now); }
    void taken(std::size_t bytes) override { m_queue.consume(bytes); }

private:
    OutQueue m_queue;
    LinkTime m_now = 0;
};

} // namespace virtual_kit
