// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "byte_port.h"
#include "link_time.h"

#include <functional>
#include <memory>
#include <optional>

namespace virtual_kit {

/// What one role of PROTOCOL.md §1 speaks over one byte port: joins protocol and pipe, and takes from the protocol only
/// what the pipe has room for.
class RolePort
{
public:
    explicit RolePort(std::unique_ptr<BytePort> pipe);
    virtual ~RolePort();
    RolePort(const RolePort &) = delete;
    RolePort &operator=(const RolePort &) = delete;

    [[nodiscard]] BytePort &pipe() { return *m_pipe; }
    [[nodiscard]] const BytePort &pipe() const { return *m_pipe; }

    /// Called around the handling of input: the owner brings its clocks up to date, then sends what came of it.
    std::function<void()> beforeInput;
    std::function<void()> afterInput;
    /// The host has closed the port, or the port is gone.
    std::function<void()> onHostLeft;

    virtual void advanceTo(LinkTime now) = 0;
    /// When advanceTo() or pump() has something to do; empty: not before a host acts.
    [[nodiscard]] std::optional<LinkTime> nextDue() const;
    /// Sends what may leave now and the port takes.
    void pump();
    /// From now on nothing leaves (a fault).
    void mute() { m_muted = true; }
    /// Bytes that mean nothing (a fault).
    virtual void sendJunk(framing::ByteView bytes) = 0;

protected:
    virtual void hostOpened() = 0;
    virtual void hostLeft() = 0;
    virtual void handle(framing::ByteView bytes) = 0;
    [[nodiscard]] virtual std::optional<LinkTime> nextTimer() const { return {}; }
    [[nodiscard]] virtual std::optional<LinkTime> nextSend() const = 0;
    [[nodiscard]] virtual framing::ByteView pending() = 0;
    virtual void taken(std::size_t bytes) = 0;

private:
    std::unique_ptr<BytePort> m_pipe;
    bool m_blocked = false; ///< until the pipe has room again
    bool m_muted = false;
};

} // namespace virtual_kit
