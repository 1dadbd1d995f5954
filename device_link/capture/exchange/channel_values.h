// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_channel.h"

#include "framing/bytes.h"

#include <vector>

namespace device_link {

/// The values of a channel's words, in its unit: code · gain + offset (FORMAT.md §4.2), with the ranges of the stream's
/// beginning. NaN for a word whose range does not exist. out is as long as the column afterwards.
void channelValues(const SampleChannel &channel, framing::ByteView column, std::vector<double> &out);

} // namespace device_link
