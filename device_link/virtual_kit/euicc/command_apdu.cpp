// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_apdu.h"

namespace virtual_kit {

using framing::Bytes;
using framing::ByteView;

namespace {

int expected(std::uint8_t le) { return le == 0 ? 256 : le; }

} // namespace

std::optional<CommandApdu> CommandApdu::read(ByteView apdu)
{
    if (apdu.size() < 4)
        return std::nullopt;
    CommandApdu command{apdu[0], apdu[1], apdu[2], apdu[3], {}, std::nullopt};
    if (apdu.size() == 4)
        return command;
    if (apdu.size() == 5) {
        command.le = expected(apdu[4]);
        return command;
    }
    const std::size_t length = apdu[4];
    if (length == 0 || (apdu.size() != 5 + length && apdu.size() != 6 + length))
        return std::nullopt;
    command.data = apdu.subspan(5, length);
    if (apdu.size() == 6 + length)
        command.le = expected(apdu.back());
    return command;
}

std::optional<int> CommandApdu::channel() const
{
    switch (cla & 0xF0) {
    case 0x00:
    case 0x80: return cla & 0x03;
    case 0x40:
    case 0xC0: return 4 + (cla & 0x0F);
    default: return std::nullopt;
    }
}

bool CommandApdu::secured() const { return (cla & 0x40) ? false : (cla & 0x0C) != 0; }

Bytes responseApdu(ByteView data, std::uint16_t sw)
{
    Bytes response;
    response.reserve(data.size() + 2);
    response.insert(response.end(), data.begin(), data.end());
    response.push_back(static_cast<std::uint8_t>(sw >> 8));
    response.push_back(static_cast<std::uint8_t>(sw));
    return response;
}

Bytes responseApdu(std::uint16_t sw) { return responseApdu({}, sw); }

} // namespace virtual_kit
