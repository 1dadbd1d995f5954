// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace virtual_kit {

/// How the kit reaches the network.
enum class NetworkKind : std::uint8_t { Cat1, LteM, RedCap, BleTether };
/// What kind of product the kit stands for.
enum class DeviceKind : std::uint8_t { Toy, Glasses, Wearable };
/// Where the compute sits: metro 1 ms, province 5 ms, nation 20 ms of core leg.
enum class ComputeTier : std::uint8_t { Metro, Province, Nation };

/// Names as on the wire and on the command line: "cat1", "ltem", "redcap", "ble-tether".
[[nodiscard]] std::string_view name(NetworkKind kind);
[[nodiscard]] std::string_view name(DeviceKind kind);  ///< "toy", "glasses", "wearable"
[[nodiscard]] std::string_view name(ComputeTier tier); ///< "metro", "province", "nation"
[[nodiscard]] std::optional<NetworkKind> networkKindFromName(std::string_view text);
[[nodiscard]] std::optional<DeviceKind> deviceKindFromName(std::string_view text);
[[nodiscard]] std::optional<ComputeTier> computeTierFromName(std::string_view text);

} // namespace virtual_kit
