// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/ppk2_calibration.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace device_link {

namespace {

constexpr double kVoltsPerQuarterCode = 1.8 / 163840;

} // namespace

double Ppk2Calibration::amperes(const framing::Ppk2Sample &sample, double supplyVolts) const
{
    const framing::Ppk2RangeCalibration &range = m_ranges[std::min<std::size_t>(sample.range, m_ranges.size() - 1)];
    const double x = (4.0 * sample.code - range.o) * kVoltsPerQuarterCode / range.r;
    return range.userGain * (x * (range.gs * x + range.gi) + range.s * supplyVolts + range.i);
}

std::int32_t Ppk2Calibration::nanoAmperes(double amperes)
{
    constexpr double kLimit = std::numeric_limits<std::int32_t>::max();
    const double exact = std::isfinite(amperes) ? amperes * 1e9 : 0;
    return static_cast<std::int32_t>(std::lround(std::clamp(exact, -kLimit, kLimit)));
}

} // namespace device_link
