// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels/makers.h"

#include "widgets/overview/overview_panel.h"

namespace app {

using widgets::KitContext;

Panel makeOverview(const PanelParts &parts)
{
    auto *panel = new widgets::OverviewPanel(parts.clock);
    Panel made;
    made.widget = panel;
    made.setKit = [panel](std::shared_ptr<KitContext> kit) { panel->setKit(std::move(kit)); };
    made.value = [](KitContext *) { return QString(); };
    return made;
}

} // namespace app
