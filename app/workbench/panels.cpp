// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels.h"

#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"
#include "widgets/overview/overview_panel.h"
#include "widgets/power/power_panel.h"
#include "widgets/prompts/composer.h"
#include "widgets/prompts/prompts_panel.h"
#include "widgets/text/units.h"

#include <QCoreApplication>

namespace app {
namespace {

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

Panel makeLog(const PanelParts &parts)
{
    auto *panel = new widgets::LogPanel(parts.log);
    Panel made;
    made.widget = panel;
    made.setKit = [](const std::shared_ptr<KitContext> &) {};
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

} // namespace

const QList<PanelEntry> &panelEntries()
{
    static const QList<PanelEntry> entries{
        {"overview", "overview", QT_TRANSLATE_NOOP("Panel", "Overview"), makeOverview},
        {"power", "power", QT_TRANSLATE_NOOP("Panel", "Power"), makePower},
        {"prompts", "prompts", QT_TRANSLATE_NOOP("Panel", "Prompts"), makePrompts},
        {"log", "log", QT_TRANSLATE_NOOP("Panel", "Log"), makeLog},
    };
    return entries;
}

QString panelName(const PanelEntry &entry) { return QCoreApplication::translate("Panel", entry.name); }

} // namespace app
