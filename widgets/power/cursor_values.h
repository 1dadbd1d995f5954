// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"
#include "widgets/text/figures.h"

namespace widgets {

/// Of the sample taken at a moment, in A, W and V; empty where it was lost, is not yet there or is no longer kept.
struct CursorValues {
    std::optional<double> currentA, powerW, voltageV;
};
/// A null store has none.
[[nodiscard]] CursorValues valuesAt(const device_link::SampleView *store, std::int64_t kitNs);

} // namespace widgets
