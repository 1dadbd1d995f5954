// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <array>
#include <cstdint>

namespace virtual_kit {

/// A 64 x 64 PNG for a profile: a SIM outline in white on this RGB colour. At most 1024 bytes, as in StoreMetadata
/// (SGP.22 §5.5.3). Made here, so that nobody's trade mark is in the tree.
[[nodiscard]] framing::Bytes profileIcon(const std::array<std::uint8_t, 3> &colour);

} // namespace virtual_kit
