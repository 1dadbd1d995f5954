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
        QStringList shown;
        if (median)
            shown.append(widgets::text({widgets::fixed(*median, 0), QStringLiteral("ms")}));
        if (kit && kit->model<widgets::LatencyFeed>()->running())
            shown.append(QStringLiteral("●")); // it goes on in every panel, and keeps the radio awake
        return shown.join(u' ');
    };
    made.mainAction = [panel] { panel->toggleProbing(); };
    widgets::Command probe;
    probe.id = QStringLiteral("latency.probe");
    probe.name = [] { return words(QT_TRANSLATE_NOOP("Panel", "Start or stop probing all tiers")); };
    probe.run = [panel] { panel->toggleProbing(); };
    widgets::Command stop;
    stop.id = QStringLiteral("latency.stop");
    stop.name = [] { return words(QT_TRANSLATE_NOOP("Panel", "Stop the latency probes")); };
    stop.enabled = [panel] { return panel->probing(); };
    stop.run = [panel] { panel->stopProbing(); };
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
    made.commands = {probe, stop, copy, save};
    return made;
}

} // namespace app
