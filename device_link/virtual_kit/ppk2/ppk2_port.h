// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ppk2_meter.h"

#include "virtual_kit/ports/role_port.h"

namespace virtual_kit {

/// The port of the simulated power meter (role `meter`).
class Ppk2Port final : public RolePort
{
public:
    Ppk2Port(std::unique_ptr<BytePort> pipe, std::uint64_t seed);

    [[nodiscard]] Ppk2Meter &meter() { return m_meter; }
    /// A fault: nothing that is handed to the pipe ends where a word does.
    void setSplitting(bool on) { m_splitting = on; }

    void advanceTo(LinkTime now) override;
    void sendJunk(framing::ByteView bytes) override;

protected:
    void hostOpened() override { }
    void hostLeft() override { m_meter.hostLeft(); }
    void handle(framing::ByteView bytes) override { m_meter.receive(bytes); }
    /// A few milliseconds of the stream leave together.
    [[nodiscard]] std::optional<LinkTime> nextTimer() const override;
    [[nodiscard]] std::optional<LinkTime> nextSend() const override;
    [[nodiscard]] framing::ByteView pending() override;
    void taken(std::size_t bytes) override;

private:
    Ppk2Meter m_meter;
    LinkTime m_now = 0;
    bool m_splitting = false;
};

} // namespace virtual_kit
