// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels/makers.h"

#include "widgets/prompts/composer.h"
#include "widgets/prompts/prompts_panel.h"
#include "widgets/text/units.h"

namespace app {

using widgets::KitContext;

Panel makePrompts(const PanelParts &)
{
    auto *panel = new widgets::PromptsPanel;
    Panel made;
    made.widget = panel;
    made.setKit = [panel](std::shared_ptr<KitContext> kit) { panel->setKit(std::move(kit)); };
    made.value = [](KitContext *kit) {
        const int asked = kit ? kit->prompts()->rowCount() : 0;
        return asked > 0 ? widgets::integer(asked) : QString();
    };
    made.mainAction = [panel] { panel->composer()->send(); };
    return made;
}

} // namespace app
