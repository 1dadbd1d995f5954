// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace virtual_kit {

// Measured values as the reporting indices of 3GPP TS 27.007. Out of range is clamped; unknown is 99 or 255.

/// +CSQ <rssi>: 0...31 for -113...-51 dBm in steps of 2, 99 unknown (§8.5).
[[nodiscard]] int rssiIndex(std::optional<double> dbm);
/// +CESQ <rsrp>: 0 below -140 dBm, n covers n-141...n-140, 97 from -44 on; 255 unknown (§8.69).
[[nodiscard]] int rsrpIndex(std::optional<double> dbm);
/// +CESQ <rsrq>: 0 below -19.5 dB, steps of 0.5, 34 from -3 on; 255 unknown.
[[nodiscard]] int rsrqIndex(std::optional<double> db);
/// +CESQ <ss_rsrp>: 0 below -156 dBm, n covers n-157...n-156, 126 from -31 on; 255 unknown.
[[nodiscard]] int ssRsrpIndex(std::optional<double> dbm);
/// +CESQ <ss_rsrq>: 0 below -43 dB, steps of 0.5, 126 from 20 on; 255 unknown.
[[nodiscard]] int ssRsrqIndex(std::optional<double> db);
/// +CESQ <ss_sinr>: 0 below -23 dB, steps of 0.5, 127 from 40 on; 255 unknown.
[[nodiscard]] int ssSinrIndex(std::optional<double> db);

} // namespace virtual_kit
