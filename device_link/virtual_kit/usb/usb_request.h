// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <array>
#include <cstdint>
#include <functional>

namespace virtual_kit {

/// How a request ended; the numbers are Linux's errno, which USB/IP carries on every system.
enum class UsbStatus : std::int32_t {
    Ok = 0,
    Stall = -32,     ///< EPIPE
    Overflow = -75,  ///< EOVERFLOW: a packet was larger than what was left of the request (babble)
    Unlinked = -104, ///< ECONNRESET
    Gone = -108,     ///< ESHUTDOWN: unplugged
};

using UsbSetup = std::array<std::uint8_t, 8>;

/// What a host controller asks of one endpoint. Whether it ends its data with an empty packet is not told: the kit
/// takes bytes, not transfers (PROTOCOL.md §1.1).
struct UsbRequest {
    std::uint32_t id = 0;
    std::uint8_t endpoint = 0; ///< number, without the direction
    bool in = false;
    UsbSetup setup{};         ///< on endpoint 0
    framing::Bytes data;      ///< to the device, when not `in`
    std::uint32_t length = 0; ///< bytes wanted, when `in`
};

struct UsbCompletion {
    std::uint32_t id = 0;
    UsbStatus status = UsbStatus::Ok;
    std::uint32_t actual = 0; ///< bytes that moved
    framing::ByteView data;   ///< the same, when they came from the device; valid during the call
};

using UsbComplete = std::function<void(const UsbCompletion &)>;

} // namespace virtual_kit
