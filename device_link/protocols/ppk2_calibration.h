// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/ppk2_metadata.h"

#include <cstdint>

namespace device_link {

/// Amperes of a PPK2's converter codes, by the calibration that the meter states (as Nordic's program computes them):
///   x = (4 · code − O) · (1.8 / 163840) / R
///   I = UG · (x · (GS · x + GI) + S · U + I0)      U: the voltage set, in volts, in both modes
class Ppk2Calibration
{
public:
    Ppk2Calibration()
        : Ppk2Calibration(framing::defaultPpk2Metadata())
    {
    }
    explicit Ppk2Calibration(const framing::Ppk2Metadata &metadata)
        : m_ranges(metadata.ranges)
    {
    }

    /// May be a little below 0: offset and noise. (Nordic's program shows what is below 0.2 uA as 0; that is a policy
    /// of a display and makes a mean wrong, so it is not done here.)
    [[nodiscard]] double amperes(const framing::Ppk2Sample &sample, double supplyVolts) const;

    /// The code of a sample store's current channel: nearest multiple of 1 nA, halves away from 0, limited to what
    /// 32 bits hold (±2.147 A, twice what the meter takes).
    [[nodiscard]] static std::int32_t nanoAmperes(double amperes);

private:
    std::array<framing::Ppk2RangeCalibration, framing::kPpk2Ranges> m_ranges;
};

} // namespace device_link
