// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels/makers.h"

#include "widgets/connectivity/connectivity_log.h"
#include "widgets/connectivity/connectivity_panel.h"
#include "widgets/text/units.h"

#include <QCoreApplication>

namespace app {

using widgets::KitContext;

Panel makeConnectivity(const PanelParts &parts)
{
    auto *panel = new widgets::ConnectivityPanel(parts.clock);
    Panel made;
    made.widget = panel;
    made.setKit = [panel](std::shared_ptr<KitContext> kit) { panel->setKit(std::move(kit)); };
    made.value = [](KitContext *kit) {
        const auto rsrp = kit ? kit->model<widgets::ConnectivityLog>()->signal().rsrpDbm : std::nullopt;
        return rsrp ? widgets::text({widgets::fixed(*rsrp, 0), QStringLiteral("dBm")}) : QString();
    };
    widgets::Command copy;
    copy.id = QStringLiteral("connectivity.copy");
    copy.name = [] { return QCoreApplication::translate("Panel", "Copy the drops and changes"); };
    copy.enabled = [panel] { return panel->canCopy(); };
    copy.run = [panel] { panel->copy(); };
    made.commands = {copy};
    return made;
}

} // namespace app
