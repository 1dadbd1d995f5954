// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "out_queue.h"
#include "role_port.h"

#include "framing/smp_console.h"

#include <string_view>

namespace virtual_kit {

/// The `console` port (PROTOCOL.md §9): lines of text, and SMP packets in console framing between them. Input lines are
/// taken as fast as they come (Zephyr's stock pool of 2 lines of 128 bytes loses lines on a fast link; one of 32 lines,
/// which this stands for, does not). Text that a host types is not for anybody and dropped.
class ConsolePort final : public RolePort
{
public:
    /// maxPacket: bytes of the largest packet taken.
    ConsolePort(std::unique_ptr<BytePort> pipe, std::size_t maxPacket);

    std::function<void(framing::ByteView packet)> onPacket;
    /// May change the lines of a packet on its way out; emptied: it is lost.
    std::function<void(framing::Bytes &wire)> disturb;

    /// Both are dropped while no host has the port open.
    void sendPacket(framing::ByteView packet, LinkTime delay);
    /// One line, without its end.
    void sendText(std::string_view line, LinkTime delay);

    void advanceTo(LinkTime now) override { m_now = now; }
    void sendJunk(framing::ByteView bytes) override;

protected:
    void hostOpened() override { forget(); }
    void hostLeft() override { forget(); }
    void handle(framing::ByteView bytes) override;
    [[nodiscard]] std::optional<LinkTime> nextSend() const override { return m_queue.readyAt(); }
    [[nodiscard]] framing::ByteView pending() override { return m_queue.pending(m_now); }
    void taken(std::size_t bytes) override { m_queue.consume(bytes); }

private:
    void forget();

    framing::SmpConsoleDecoder m_decoder;
    OutQueue m_queue;
    LinkTime m_now = 0;
};

} // namespace virtual_kit
