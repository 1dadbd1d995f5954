// SPDX-License-Identifier: GPL-3.0-or-later
#include "channel_values.h"

#include <cstring>
#include <limits>

namespace device_link {

namespace {

std::uint32_t wordAt(framing::ByteView column, std::size_t at, std::size_t bytes)
{
    std::uint32_t word = 0;
    std::memcpy(&word, column.data() + at * bytes, bytes);
    return word;
}

} // namespace

void channelValues(const SampleChannel &channel, framing::ByteView column, std::vector<double> &out)
{
    const std::size_t bytes = channel.wordBytes();
    out.resize(column.size() / bytes);
    if (channel.bits == 32) {
        const SampleRange range = channel.ranges.front();
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = double(static_cast<std::int32_t>(wordAt(column, i, bytes))) * range.gain + range.offset;
        return;
    }
    const int codeBits = channel.bits - channel.rangeBits;
    const std::uint32_t codes = (std::uint32_t(1) << codeBits) - 1;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::uint32_t word = wordAt(column, i, bytes);
        const std::size_t range = word >> codeBits;
        out[i] = range < channel.ranges.size()
            ? double(word & codes) * channel.ranges[range].gain + channel.ranges[range].offset
            : std::numeric_limits<double>::quiet_NaN();
    }
}

} // namespace device_link
