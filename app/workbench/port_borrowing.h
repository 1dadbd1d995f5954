// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace widgets {
class KitContext;
} // namespace widgets

namespace app {

/// Has ModemManager lend the kit's serial ports for as long as the kit is connected, and connects again. How it goes is
/// in the kit's widgets::ModemManagerLoan.
void borrowForKit(const std::shared_ptr<widgets::KitContext> &kit);

} // namespace app
