// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace virtual_kit {

/// What a stream costs and may use.
struct StreamLine {
    std::uint32_t bytesPerSample = 4; ///< all channels
    std::uint64_t bytesPerSecond = 0; ///< of the line; 0: not limited
    double speed = 1;                 ///< kit seconds per second of the line
};

struct StreamGrant {
    std::uint32_t rate = 0;  ///< Hz
    std::uint32_t count = 0; ///< samples per block
    enum class Why : std::uint8_t { AsAsked, Line, Kit } why = Why::AsAsked;
};

/// Rates of a kit whose highest is `highest` (Hz, above 0): it, then the steps 1, 2, 5 below it, down to 100.
[[nodiscard]] std::vector<std::uint32_t> streamRates(std::uint32_t highest);

/// Samples per block at a rate: at most 10 ms of samples, at most 10 ms of the line (PROTOCOL.md §3), at most what a
/// frame holds and at most 1008 (§7.1); at least 1.
[[nodiscard]] std::uint32_t blockCount(std::uint32_t rate, const StreamLine &line);

/// The highest of `rates` (highest first) that is at most `asked` and at most 80 % of the line (§5.6, §7.2); empty when
/// none is.
[[nodiscard]] std::optional<StreamGrant> grantRate(
    std::uint32_t asked, const std::vector<std::uint32_t> &rates, const StreamLine &line);

} // namespace virtual_kit
