// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels/makers.h"

#include "widgets/power/mark_tables.h"
#include "widgets/power/power_panel.h"
#include "widgets/power/region_details.h"
#include "widgets/text/units.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace app {

using widgets::KitContext;
using widgets::Lane;

namespace {

constexpr std::array<std::pair<Lane, const char *>, 8> kLaneKeys{
    {{Lane::Current, "current"}, {Lane::Power, "power"}, {Lane::Voltage, "voltage"}, {Lane::Charge, "charge"},
        {Lane::Logic, "logic"}, {Lane::Radio, "radio"}, {Lane::Tokens, "tokens"}, {Lane::Balance, "balance"}}};

/// Which lanes are there.
void rememberLanes(Panel &made, widgets::PowerPanel *panel, const PanelParts &parts)
{
    QObject::connect(panel, &widgets::PowerPanel::laneChoicesChanged, panel, parts.lookChanged);
    made.look = [panel] {
        const QHash<Lane, bool> choices = panel->laneChoices();
        QVariantMap look;
        for (const auto &[lane, key] : kLaneKeys) {
            if (choices.contains(lane))
                look.insert(QLatin1String(key), choices.value(lane));
        }
        return look;
    };
    made.setLook = [panel](const QVariantMap &look) {
        QHash<Lane, bool> choices;
        for (const auto &[lane, key] : kLaneKeys) {
            if (look.contains(QLatin1String(key)))
                choices.insert(lane, look.value(QLatin1String(key)).toBool());
        }
        panel->setLaneChoices(choices);
    };
}

} // namespace

Panel makePower(const PanelParts &parts)
{
    auto *panel = new widgets::PowerPanel(parts.clock);
    Panel made;
    made.widget = panel;
    made.setKit = [panel](std::shared_ptr<KitContext> kit) { panel->setKit(std::move(kit)); };
    rememberLanes(made, panel, parts);
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
    const auto inGraph
        = [&made](const char *keys) { made.commands.last().graphKeys = QKeySequence(QLatin1String(keys)); };
    const auto has = [panel] { return panel->region()->report() != nullptr; };
    command("power.region", QT_TRANSLATE_NOOP("Panel", "Add a region of the view"), "", [panel] { panel->addRegion(); },
        {});
    inGraph("R");
    command("power.cursor", QT_TRANSLATE_NOOP("Panel", "Set a cursor"), "", [panel] { panel->addCursor(); }, {});
    inGraph("C");
    command("power.note", QT_TRANSLATE_NOOP("Panel", "Write a note"), "", [panel] { panel->addNote(); }, {});
    inGraph("N");
    command(
        "power.copyRegion", QT_TRANSLATE_NOOP("Panel", "Copy the figures of the region"), "",
        [panel] { panel->region()->copy(); }, has);
    command(
        "power.exportRegion", QT_TRANSLATE_NOOP("Panel", "Export the samples of the region"), "Ctrl+E",
        [panel] { panel->region()->exportSamples(); }, has);
    command(
        "power.removeRegion", QT_TRANSLATE_NOOP("Panel", "Remove the region"), "",
        [panel] { panel->region()->remove(); }, has);
    inGraph("Del");
    command("power.copyTable", QT_TRANSLATE_NOOP("Panel", "Copy the table of regions"), "",
        [panel] { panel->tables()->copyRegions(); }, {});
    command(
        "power.battery", QT_TRANSLATE_NOOP("Panel", "Estimate the battery life of the region"), "",
        [panel] { panel->showBattery(); }, has);
    command(
        "power.compare", QT_TRANSLATE_NOOP("Panel", "Compare two regions"), "", [panel] { panel->showCompare(); }, {});
    command(
        "power.trigger", QT_TRANSLATE_NOOP("Panel", "Set up the trigger"), "", [panel] { panel->showTrigger(); },
        [panel] { return panel->canTrigger(); });
    command("power.log", QT_TRANSLATE_NOOP("Panel", "Logarithmic or linear axes"), "",
        [panel] { panel->plot()->setLogarithmic(!panel->plot()->logarithmic()); }, {});
    inGraph("L");
    const auto axis = [panel](void (*act)(widgets::LanePlot & plot, widgets::TimeWindow & window)) {
        return [panel, act] {
            if (panel->plot()->window())
                act(*panel->plot(), *panel->plot()->window());
        };
    };
    using widgets::LanePlot;
    using widgets::TimeWindow;
    command("power.follow", QT_TRANSLATE_NOOP("Panel", "Follow or hold the graphs"), "",
        axis([](LanePlot &, TimeWindow &window) { window.setFollowing(!window.following()); }), {});
    inGraph("Space");
    command("power.all", QT_TRANSLATE_NOOP("Panel", "Show all samples"), "",
        axis([](LanePlot &plot, TimeWindow &) { plot.fitAll(); }), {});
    inGraph("F");
    command("power.zoomIn", QT_TRANSLATE_NOOP("Panel", "Zoom in"), "",
        axis([](LanePlot &plot, TimeWindow &) { plot.zoomBy(LanePlot::kZoomIn); }), {});
    inGraph("+");
    command("power.zoomOut", QT_TRANSLATE_NOOP("Panel", "Zoom out"), "",
        axis([](LanePlot &plot, TimeWindow &) { plot.zoomBy(LanePlot::kZoomOut); }), {});
    inGraph("-");
    command("power.earlier", QT_TRANSLATE_NOOP("Panel", "Move the graphs to earlier"), "",
        axis([](LanePlot &, TimeWindow &window) { window.pan(-window.spanNs() / 10); }), {});
    inGraph("Left");
    command("power.later", QT_TRANSLATE_NOOP("Panel", "Move the graphs to later"), "",
        axis([](LanePlot &, TimeWindow &window) { window.pan(window.spanNs() / 10); }), {});
    inGraph("Right");
    const auto regions = [panel] { return panel->tables()->regions()->regions(); };
    command(
        "power.removeRegions", QT_TRANSLATE_NOOP("Panel", "Remove all regions"), "",
        [regions] { regions()->removeAll(); }, [regions] { return regions() && regions()->rowCount() > 0; });
    const auto history = [regions] { return regions() ? regions()->history() : nullptr; };
    command(
        "power.undo", QT_TRANSLATE_NOOP("Panel", "Undo a change of regions and cursors"), "",
        [panel] { panel->plot()->undo(); }, [history] { return history() && history()->canUndo(); });
    inGraph("Ctrl+Z");
    command(
        "power.redo", QT_TRANSLATE_NOOP("Panel", "Redo a change of regions and cursors"), "",
        [panel] { panel->plot()->redo(); }, [history] { return history() && history()->canRedo(); });
    inGraph("Ctrl+Shift+Z");
    const auto cursors = [panel] { return panel->tables()->cursors()->cursors(); };
    command(
        "power.removeCursors", QT_TRANSLATE_NOOP("Panel", "Remove all cursors"), "",
        [cursors] { cursors()->removeAll(); }, [cursors] { return cursors() && cursors()->rowCount() > 0; });
    return made;
}

} // namespace app
