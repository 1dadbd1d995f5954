// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_channel.h"
#include "device_link/result.h"

#include <QCborArray>

#include <vector>

namespace device_link {

/// The channels of a stream descriptor (PROTOCOL.md §5.6). BadReply naming what is wrong.
[[nodiscard]] Result<std::vector<SampleChannel>> parseStreamChannels(const QCborArray &channels);

} // namespace device_link
