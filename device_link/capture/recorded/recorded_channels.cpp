// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_channels.h"

namespace device_link {

RecordedChannels::RecordedChannels(const SampleStreamInfo &info)
    : power(powerPair(info))
{
    for (const SampleChannel &channel : info.channels) {
        scales.push_back(sampleScale(channel));
        wordBytes.push_back(channel.wordBytes());
    }
    if (power)
        product = productScale(scales[power->current], scales[power->voltage]);
}

} // namespace device_link
