// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kit_link.h"
#include "role_port.h"

namespace virtual_kit {

/// The `kit` port: the link layer over a byte port.
class KitPort final : public RolePort
{
public:
    KitPort(std::unique_ptr<BytePort> pipe, KitLinkConfig config);

    [[nodiscard]] KitLink &link() { return m_link; }

    void advanceTo(LinkTime now) override { m_link.advanceTo(now); }
    void sendJunk(framing::ByteView bytes) override { m_link.sendJunk(bytes); }

protected:
    void hostOpened() override { m_link.open(); }
    void hostLeft() override { m_link.close(); }
    void handle(framing::ByteView bytes) override { m_link.receive(bytes); }
    [[nodiscard]] std::optional<LinkTime> nextTimer() const override { return m_link.nextDue(); }
    [[nodiscard]] std::optional<LinkTime> nextSend() const override { return m_link.nextSend(); }
    [[nodiscard]] framing::ByteView pending() override { return m_link.next(); }
    void taken(std::size_t bytes) override { m_link.consume(bytes); }

private:
    KitLink m_link;
};

} // namespace virtual_kit
