// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace widgets {
class KitListModel;
class KitRail;
} // namespace widgets

namespace app {

/// What can be done with the kits of the rail: Enter or a double click connects, the menu disconnects and renames too.
void bindKitMenu(widgets::KitRail *rail, widgets::KitListModel *kits);

} // namespace app
