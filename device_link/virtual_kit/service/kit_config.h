// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"
#include "virtual_kit/kernel/sim_clock.h"
#include "virtual_kit/physics/network_kind.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace virtual_kit {

/// Something that goes wrong inside the kit at a moment of simulated time.
struct KitFault {
    enum class Kind : std::uint8_t {
        NoNetwork,        ///< no cell answers for `duration` (0: for good)
        AccountExhausted, ///< the operator takes the balance away
        Brownout,         ///< the rail collapses, the kit boots anew
        BrownoutInSwap,   ///< the same in the middle of the next firmware swap after `at`
        BrownoutInErase,  ///< the same in the middle of the next slot erase after `at`
    };
    Kind kind = Kind::NoNetwork;
    SimTime at = 0;       ///< simulated time since power-on
    SimTime duration = 0; ///< NoNetwork only
};

/// What one kit is. Same config and same commands at the same times: same bytes.
struct KitConfig {
    std::uint64_t seed = 1;
    NetworkKind network = NetworkKind::Cat1;
    DeviceKind device = DeviceKind::Toy;
    std::string serial;                 ///< empty: derived from the seed
    std::int64_t grantTokens = 400'000; ///< granted at first power-on (0: none)
    double batteryCharge = 0.90;        ///< 0...1 at power-on
    bool reenumerate = true;            ///< a reset makes the ports go and come back
    std::uint32_t firstBoot = 1;        ///< number of the first boot; boot ids derive from seed and number
    std::vector<KitFault> faults;
};

/// How the kit reaches its ports. Called on the simulation's thread, from within Simulation::advanceTo() or a
/// ...Received() call. Views are valid during the call only. Empty functions are skipped.
struct KitOutputs {
    std::function<void(int port, framing::ByteView packet)> control; ///< one SMP packet for that port
    std::function<void(framing::ByteView cborMap)> event;            ///< one whole event (PROTOCOL.md §6)
    std::function<void(framing::ByteView bytes)> at;                 ///< bytes of the AT port
    std::function<void(std::string_view text)> consoleText;          ///< a console line, without its end
    std::function<void(std::string_view line)> log;                  ///< a line of channel 3
    std::function<void(int port)> hello; ///< hello came from that port; before its answer is sent
    std::function<void(bool reenumerate)>
        rebooting; ///< the kit goes down now (again, perhaps, before it was up); nothing is answered until booted
    std::function<void()> booted; ///< the application runs
    /// Test points of the board changed: bit 0 is high while the radio is connected (RRC), bit 1 while a prompt runs.
    std::function<void(std::uint8_t bits)> testPoints;
    std::function<void(std::string_view jsonLine)> truth; ///< what really happened; one JSON object, without newline
};

} // namespace virtual_kit
