// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace widgets {
class KitContext;
class KitListModel;
class KitRail;
} // namespace widgets

namespace app {

/// Takes away a recording, also one that did not open, or a kit that is not connected; the last kit stays. False when
/// it stays.
bool removeFromList(widgets::KitListModel *kits, const std::shared_ptr<widgets::KitContext> &kit);

/// What can be done with the kits of the rail: Enter or a double click connects, Delete takes away what is not open,
/// the menu disconnects and renames too.
void bindKitMenu(widgets::KitRail *rail, widgets::KitListModel *kits);

} // namespace app
