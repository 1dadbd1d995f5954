// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"
#include "widgets/text/figures.h"

#include <cstdint>
#include <optional>

namespace widgets {

/// Of the sample taken at a moment, in A, W and V, and the logic inputs; empty where it was lost, is not yet there or
/// is no longer kept.
struct CursorValues {
    std::optional<double> currentA, powerW, voltageV;
    std::optional<std::uint8_t> logic; ///< bit n is input Dn
};
/// The channel of logic inputs; nothing when the stream has none.
[[nodiscard]] std::optional<std::size_t> logicChannel(const device_link::SampleView &store);
/// A null store has none.
[[nodiscard]] CursorValues valuesAt(const device_link::SampleView *store, std::int64_t kitNs);

} // namespace widgets
