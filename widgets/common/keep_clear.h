// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace widgets {

/// Property of a widget, true: a card that lies over the panel does not cover it where there is room above it.
inline constexpr char kKeepClear[] = "keepClear";

} // namespace widgets
