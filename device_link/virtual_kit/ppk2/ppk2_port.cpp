// SPDX-License-Identifier: GPL-3.0-or-later
#include "ppk2_port.h"

namespace virtual_kit {

namespace {

constexpr LinkTime kTick = 4 * kLinkMillisecond;
constexpr LinkTime kIdleTick = 500 * kLinkMillisecond; ///< nobody hears it
constexpr std::size_t kSplitPiece = 803;               ///< bytes: two milliseconds and 3 bytes of a word

} // namespace

Ppk2Port::Ppk2Port(std::unique_ptr<BytePort> pipe, std::uint64_t seed)
    : RolePort(std::move(pipe))
    , m_meter(seed)
{
}

void Ppk2Port::advanceTo(LinkTime now)
{
    m_now = now;
    m_meter.advanceTo(now);
    if (!pipe().isOpen())
        m_meter.out().clear();
}

void Ppk2Port::sendJunk(framing::ByteView bytes)
{
    if (pipe().isOpen() && m_meter.out().size() + bytes.size() <= Ppk2Meter::kMaxBytes)
        m_meter.out().insert(m_meter.out().end(), bytes.begin(), bytes.end());
}

std::optional<LinkTime> Ppk2Port::nextTimer() const
{
    if (!m_meter.streaming())
        return std::nullopt;
    return m_now + (pipe().isOpen() ? kTick : kIdleTick);
}

std::optional<LinkTime> Ppk2Port::nextSend() const { return std::nullopt; }

framing::ByteView Ppk2Port::pending()
{
    const framing::ByteView waiting(m_meter.out());
    return m_splitting && waiting.size() > kSplitPiece ? waiting.first(kSplitPiece) : waiting;
}

void Ppk2Port::taken(std::size_t bytes)
{
    framing::Bytes &out = m_meter.out();
    out.erase(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(bytes));
}

} // namespace virtual_kit
