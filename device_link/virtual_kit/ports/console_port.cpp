// SPDX-License-Identifier: GPL-3.0-or-later
#include "console_port.h"

namespace virtual_kit {

using framing::Bytes;
using framing::ByteView;

ConsolePort::ConsolePort(std::unique_ptr<BytePort> pipe, std::size_t maxPacket)
    : RolePort(std::move(pipe))
    , m_decoder(maxPacket)
{
}

void ConsolePort::sendPacket(ByteView packet, LinkTime delay)
{
    if (!pipe().isOpen())
        return;
    Bytes wire;
    framing::encodeSmpConsole(packet, wire);
    if (disturb)
        disturb(wire);
    m_queue.push(std::move(wire), m_now + delay);
}

void ConsolePort::sendText(std::string_view line, LinkTime delay)
{
    if (!pipe().isOpen())
        return;
    Bytes wire(line.begin(), line.end());
    wire.push_back('\r');
    wire.push_back('\n');
    m_queue.push(std::move(wire), m_now + delay);
}

void ConsolePort::sendJunk(ByteView bytes)
{
    if (pipe().isOpen())
        m_queue.push(Bytes(bytes.begin(), bytes.end()), m_now);
}

void ConsolePort::handle(ByteView bytes)
{
    m_decoder.feed(
        bytes, [this](ByteView packet) { onPacket(packet); }, [](ByteView) {});
}

void ConsolePort::forget()
{
    m_queue.clear();
    m_decoder.reset();
}

} // namespace virtual_kit
