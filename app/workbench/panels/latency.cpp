// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels/makers.h"

#include "widgets/latency/latency_feed.h"
#include "widgets/latency/latency_panel.h"
#include "widgets/text/units.h"

#include <QCoreApplication>

namespace app {

using widgets::KitContext;

namespace {

QString words(const char *source) { return QCoreApplication::translate("Panel", source); }

} // namespace

Panel makeLatency(const PanelParts &parts)
{
    auto *panel = new widgets::LatencyPanel(parts.clock);
    Panel made;
    made.widget = panel;
    made.setKit = [panel](std::shared_ptr<KitContext> kit) { panel->setKit(std::move(kit)); };
    made.value = [](KitContext *kit) {
        const auto median = kit
            ? kit->model<widgets::LatencyFeed>()->history(device_link::ComputeTier::Province).medianMs()
            : std::nullopt;
        return median ? widgets::text({widgets::fixed(*median, 0), QStringLiteral("ms")}) : QString();
    };
    made.mainAction = [panel] { panel->toggleProbing(); };
    widgets::Command probe;
    probe.id = QStringLiteral("latency.probe");
    probe.name = [] { return words(QT_TRANSLATE_NOOP("Panel", "Start or stop probing all tiers")); };
    probe.run = [panel] { panel->toggleProbing(); };
    widgets::Command copy;
    copy.id = QStringLiteral("latency.copy");
    copy.name = [] { return words(QT_TRANSLATE_NOOP("Panel", "Copy the latency figures")); };
    copy.enabled = [panel] { return panel->canExport(); };
    copy.run = [panel] { panel->copy(); };
    widgets::Command save;
    save.id = QStringLiteral("latency.export");
    save.name = [] { return words(QT_TRANSLATE_NOOP("Panel", "Export the probes as CSV")); };
    save.enabled = [panel] { return panel->canExport(); };
    save.run = [panel] { panel->exportProbes(); };
    made.commands = {probe, copy, save};
    return made;
}

} // namespace app
