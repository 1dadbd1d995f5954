// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels/makers.h"

#include "widgets/power/power_panel.h"
#include "widgets/text/units.h"

namespace app {

using widgets::KitContext;

Panel makePower(const PanelParts &parts)
{
    auto *panel = new widgets::PowerPanel(parts.clock);
    Panel made;
    made.widget = panel;
    made.setKit = [panel](std::shared_ptr<KitContext> kit) { panel->setKit(std::move(kit)); };
    made.value = [](KitContext *kit) {
        const std::optional<double> now = kit ? kit->currentNow() : std::nullopt;
        return now ? widgets::text(widgets::si(*now, QStringLiteral("A"), 3)) : QString();
    };
    return made;
}

} // namespace app
