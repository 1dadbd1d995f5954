// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "virtual_kit/kernel/random.h"
#include "virtual_kit/kernel/sim_clock.h"

#include <cstdint>

namespace virtual_kit {

/// What the modem measures of its cell (3GPP TS 36.214).
struct Signal {
    double rsrpDbm = 0;
    double rsrqDb = 0;
    double sinrDb = 0;
    double rssiDbm = 0; ///< follows from RSRP and RSRQ over 50 resource blocks
};

struct Cell {
    std::uint32_t trackingArea = 0; ///< 0...FFFF
    std::uint32_t id = 0;           ///< 28 bits
};

/// Signal and serving cell as they wander by the seed: a mean-reverting walk, and another cell now and then.
class SignalModel
{
public:
    explicit SignalModel(std::uint64_t seed);
    /// Time passes. True when the serving cell changed.
    bool advance(SimTime step);
    [[nodiscard]] Signal signal() const;
    [[nodiscard]] const Cell &cell() const { return m_cell; }

private:
    void chooseCell();
    Random m_walk;
    Random m_cells;
    double m_fading = 0;  ///< dB about the mean
    double m_quality = 0; ///< dB, the part of RSRQ and SINR that is not fading
    Cell m_cell;
};

} // namespace virtual_kit
