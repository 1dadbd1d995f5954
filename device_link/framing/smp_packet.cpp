// SPDX-License-Identifier: GPL-3.0-or-later
#include "smp_packet.h"

#include <cassert>

namespace framing {

namespace {

std::uint16_t loadBigEndian(ByteView from, std::size_t at)
{
    return static_cast<std::uint16_t>((from[at] << 8) | from[at + 1]);
}

void storeBigEndian(std::uint16_t value, Bytes &out)
{
    out.push_back(static_cast<std::uint8_t>(value >> 8));
    out.push_back(static_cast<std::uint8_t>(value & 0xFF));
}

} // namespace

std::optional<SmpPacketView> parseSmpPacket(ByteView packet)
{
    if (packet.size() < kSmpHeaderSize || (packet[0] & 0x07) > 3)
        return std::nullopt;
    SmpPacketView view;
    view.header.op = static_cast<SmpOp>(packet[0] & 0x07);
    view.header.version = (packet[0] >> 3) & 0x03;
    view.header.flags = packet[1];
    view.header.length = loadBigEndian(packet, 2);
    view.header.group = loadBigEndian(packet, 4);
    view.header.sequence = packet[6];
    view.header.command = packet[7];
    view.body = packet.subspan(kSmpHeaderSize);
    if (view.body.size() != view.header.length)
        return std::nullopt;
    return view;
}

void encodeSmpPacket(SmpHeader header, ByteView body, Bytes &out)
{
    assert(body.size() <= 0xFFFF);
    header.length = static_cast<std::uint16_t>(body.size());
    out.reserve(out.size() + kSmpHeaderSize + body.size());
    out.push_back(static_cast<std::uint8_t>(((header.version & 0x03U) << 3) | static_cast<unsigned>(header.op)));
    out.push_back(header.flags);
    storeBigEndian(header.length, out);
    storeBigEndian(header.group, out);
    out.push_back(header.sequence);
    out.push_back(header.command);
    out.insert(out.end(), body.begin(), body.end());
}

} // namespace framing
