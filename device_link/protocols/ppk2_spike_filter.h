// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace device_link {

/// Removes the spikes that a PPK2 shows when it changes its range, as Nordic's program does: two running means of the
/// current (weights 0.18 and, for range 4, 0.06) stand in for the sample that changes the range and the ones after it,
/// three in all. In range 4 the first two of them do not count for the means.
class Ppk2SpikeFilter
{
public:
    /// A stream begins.
    void reset() { *this = Ppk2SpikeFilter(); }
    /// The current to show for a sample; amperes in and out.
    [[nodiscard]] double filter(double amperes, std::uint8_t range);

private:
    std::optional<std::uint8_t> m_range; ///< of the sample before
    double m_mean = 0;
    double m_slowMean = 0; ///< for range 4
    int m_after = 0;       ///< samples still to be replaced
    int m_consecutive = 0; ///< samples since the change of range
};

} // namespace device_link
