// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_channel.h"

#include <QByteArray>

namespace profiles {

/// "current_A": the name of a channel's column. Names come from kits and files: it stays one word, whatever they hold.
[[nodiscard]] inline QByteArray csvColumn(const device_link::SampleChannel &channel)
{
    constexpr std::size_t kLongest = 64;
    std::string name = channel.name.substr(0, kLongest);
    if (!channel.unit.empty())
        name += '_' + channel.unit.substr(0, kLongest);
    for (char &c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        c = plain ? c : '_';
    }
    return QByteArray::fromStdString(name);
}

} // namespace profiles
