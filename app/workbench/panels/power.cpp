// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels/makers.h"

#include "widgets/power/power_panel.h"
#include "widgets/power/region_details.h"
#include "widgets/text/units.h"

#include <QCoreApplication>

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
    const auto command = [&made](const char *id, const char *name, const char *keys, std::function<void()> run,
                             std::function<bool()> enabled) {
        widgets::Command entry;
        entry.id = QLatin1String(id);
        entry.name = [name] { return QCoreApplication::translate("Panel", name); };
        entry.keys = QKeySequence(QLatin1String(keys));
        entry.enabled = std::move(enabled);
        entry.run = std::move(run);
        made.commands.append(entry);
    };
    const auto has = [panel] { return panel->region()->report() != nullptr; };
    command("power.region", QT_TRANSLATE_NOOP("Panel", "Make a region of the view"), "",
        [panel] { panel->selectView(); }, {});
    command(
        "power.copyRegion", QT_TRANSLATE_NOOP("Panel", "Copy the figures of the region"), "",
        [panel] { panel->region()->copy(); }, has);
    command(
        "power.exportRegion", QT_TRANSLATE_NOOP("Panel", "Export the samples of the region"), "Ctrl+E",
        [panel] { panel->region()->exportSamples(); }, has);
    command(
        "power.removeRegion", QT_TRANSLATE_NOOP("Panel", "Remove the region"), "",
        [panel] { panel->region()->remove(); }, has);
    return made;
}

} // namespace app
