// SPDX-License-Identifier: GPL-3.0-or-later
#include "role_port.h"

#include <algorithm>

namespace virtual_kit {

RolePort::RolePort(std::unique_ptr<BytePort> pipe)
    : m_pipe(std::move(pipe))
{
    BytePort *const port = m_pipe.get();
    QObject::connect(port, &BytePort::opened, port, [this] {
        m_blocked = false;
        if (beforeInput)
            beforeInput();
        hostOpened();
        if (afterInput)
            afterInput();
    });
    QObject::connect(port, &BytePort::left, port, [this] {
        hostLeft();
        if (onHostLeft)
            onHostLeft();
    });
    QObject::connect(port, &BytePort::received, port, [this](framing::ByteView bytes) {
        if (beforeInput)
            beforeInput();
        handle(bytes);
        if (afterInput)
            afterInput();
    });
    QObject::connect(port, &BytePort::roomAgain, port, [this] {
        m_blocked = false;
        if (beforeInput)
            beforeInput();
        if (afterInput)
            afterInput();
    });
}

RolePort::~RolePort() { m_pipe->disconnect(); }

std::optional<LinkTime> RolePort::nextDue() const
{
    std::optional<LinkTime> due = nextTimer();
    const auto send = m_blocked || m_muted || !m_pipe->isOpen() ? std::nullopt : nextSend();
    if (send)
        due = due ? std::min(*due, *send) : *send;
    return due;
}

void RolePort::pump()
{
    while (!m_blocked && !m_muted && m_pipe->isOpen()) {
        const framing::ByteView bytes = pending();
        if (bytes.empty())
            return;
        const std::size_t count = m_pipe->write(bytes);
        taken(count);
        m_blocked = count < bytes.size();
    }
}

} // namespace virtual_kit
