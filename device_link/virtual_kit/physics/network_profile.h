// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network_kind.h"

#include "virtual_kit/kernel/sim_clock.h"

namespace virtual_kit {

/// The numbers of one network, read from the table of constants. Currents in A, rates in bit/s.
struct NetworkProfile {
    NetworkKind kind = NetworkKind::Cat1;
    double sleepAmps = 0; ///< between pagings, so that the mean with paging is the published idle current
    double pagingAmps = 0;
    SimTime pagingPeriod = 0;
    SimTime pagingAwake = 0;
    SimTime promotion = 0; ///< 0: always connected
    double promotionAmps = 0;
    double txAmps = 0, rxAmps = 0;
    double connectedAmps = 0; ///< connected without data, and in the tail
    SimTime hold = 0;         ///< silence after which "connected" becomes "tail"
    SimTime tail = 0;         ///< from the last data to C-DRX (or idle, when drx is 0); includes hold
    SimTime drx = 0;          ///< from the end of the tail to idle
    double drxOnAmps = 0;     ///< so that the mean over a cycle is the table's
    double drxSleepAmps = 0;
    SimTime drxCycle = 0, drxOn = 0;
    SimTime search = 0;
    double searchAmps = 0;
    SimTime attach = 0;
    double uplinkBitsPerSecond = 0, downlinkBitsPerSecond = 0;
    double rttMean = 0, rttDeviation = 0;     ///< ns, radio leg
    double phoneMean = 0, phoneDeviation = 0; ///< ns, the phone's own leg behind a BLE tether
    double loss = 0;                          ///< part of round trips without answer
};

[[nodiscard]] NetworkProfile networkProfile(NetworkKind kind);

} // namespace virtual_kit
