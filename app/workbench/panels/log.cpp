// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels/makers.h"

#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"
#include "widgets/text/units.h"

#include <QCoreApplication>

namespace app {

using widgets::KitContext;

Panel makeLog(const PanelParts &parts)
{
    auto *panel = new widgets::LogPanel(parts.log);
    Panel made;
    made.widget = panel;
    made.setKit = [panel](std::shared_ptr<KitContext> kit) { panel->setKit(std::move(kit)); };
    made.value = [log = parts.log](KitContext *) {
        const int count = log->warnings();
        if (count == 0)
            return QString();
        return count == 1 ? QCoreApplication::translate("Panel", "1 warning")
                          : QCoreApplication::translate("Panel", "%1 warnings").arg(widgets::integer(count));
    };
    made.find = [panel] { panel->focusSearch(); };
    return made;
}

} // namespace app
