// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace virtual_kit {

/// Where a number of the simulation comes from.
enum class Provenance : std::uint8_t {
    Sourced, ///< a published source states it
    Derived, ///< computed from published numbers
    Assumed, ///< chosen by us; plausible, not measured
};
[[nodiscard]] std::string_view name(Provenance provenance); ///< "sourced", "derived", "assumed"

/// One number the simulated physics uses.
struct Constant {
    std::string_view id; ///< "cat1.idle_ma"
    double value = 0;
    std::string_view unit;
    Provenance provenance = Provenance::Assumed;
    std::string_view source; ///< what states it, what it was computed from, or why it was chosen
};

/// Every number of the simulated physics, in groups by id.
[[nodiscard]] std::span<const Constant> constants();
/// Empty pointer when there is no such constant.
[[nodiscard]] const Constant *findConstant(std::string_view id);
/// Value of "group.key"; the constant must be in the table (asserted).
[[nodiscard]] double constant(std::string_view group, std::string_view key);

} // namespace virtual_kit
