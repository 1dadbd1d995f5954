// SPDX-License-Identifier: GPL-3.0-or-later
#include "network_kind.h"

#include <array>
#include <cstddef>

namespace virtual_kit {

namespace {

constexpr std::array<std::string_view, 4> kNetworks{"cat1", "ltem", "redcap", "ble-tether"};
constexpr std::array<std::string_view, 3> kDevices{"toy", "glasses", "wearable"};
constexpr std::array<std::string_view, 3> kTiers{"metro", "province", "nation"};

template <typename Kind, std::size_t N>
std::optional<Kind> find(const std::array<std::string_view, N> &names, std::string_view text)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == text)
            return static_cast<Kind>(i);
    }
    return std::nullopt;
}

} // namespace

std::string_view name(NetworkKind kind) { return kNetworks[static_cast<std::size_t>(kind)]; }

std::string_view name(DeviceKind kind) { return kDevices[static_cast<std::size_t>(kind)]; }

std::string_view name(ComputeTier tier) { return kTiers[static_cast<std::size_t>(tier)]; }

std::optional<NetworkKind> networkKindFromName(std::string_view text) { return find<NetworkKind>(kNetworks, text); }

std::optional<DeviceKind> deviceKindFromName(std::string_view text) { return find<DeviceKind>(kDevices, text); }

std::optional<ComputeTier> computeTierFromName(std::string_view text) { return find<ComputeTier>(kTiers, text); }

} // namespace virtual_kit
