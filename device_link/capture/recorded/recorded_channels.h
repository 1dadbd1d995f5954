// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_ring.h"

#include <optional>
#include <vector>

namespace device_link {

/// How the words of a recorded stream are counted: as SampleStore counts them.
struct RecordedChannels {
    explicit RecordedChannels(const SampleStreamInfo &info);

    [[nodiscard]] std::size_t count() const { return scales.size() + (power ? 1 : 0); }
    [[nodiscard]] double quantum(std::size_t channel) const
    {
        return channel < scales.size() ? scales[channel].quantum : product.quantum;
    }

    std::vector<SampleScale> scales; ///< of the raw channels
    std::vector<std::size_t> wordBytes;
    std::optional<PowerPair> power; ///< the channel after the raw ones
    ProductScale product;
};

} // namespace device_link
