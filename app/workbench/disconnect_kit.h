// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

class QWidget;

namespace widgets {
class KitContext;
} // namespace widgets

namespace app {

/// Disconnects the kit. Where that would cut off work on it, the window is asked first; a recording ends with it and is
/// kept.
void disconnectKit(const std::shared_ptr<widgets::KitContext> &kit, QWidget *window);

} // namespace app
