// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels/makers.h"

#include "widgets/prompts/composer.h"
#include "widgets/prompts/prompts_panel.h"
#include "widgets/text/units.h"

#include <QCoreApplication>

namespace app {

using widgets::KitContext;

Panel makePrompts(const PanelParts &parts)
{
    auto *panel = new widgets::PromptsPanel;
    QObject::connect(
        panel, &widgets::PromptsPanel::shownOnAxis, panel, [show = parts.show] { show(QStringLiteral("power")); });
    Panel made;
    made.widget = panel;
    made.setKit = [panel](std::shared_ptr<KitContext> kit) { panel->setKit(std::move(kit)); };
    made.value = [](KitContext *kit) {
        const int asked = kit ? kit->prompts()->rowCount() : 0;
        return asked > 0 ? widgets::integer(asked) : QString();
    };
    made.mainAction = [panel] { panel->composer()->send(); };
    const auto command
        = [&made](const char *id, const char *name, std::function<bool()> enabled, std::function<void()> run) {
              widgets::Command entry;
              entry.id = QLatin1String(id);
              entry.name = [name] { return QCoreApplication::translate("Panel", name); };
              entry.enabled = std::move(enabled);
              entry.run = std::move(run);
              made.commands.append(entry);
          };
    command(
        "prompts.send", QT_TRANSLATE_NOOP("Panel", "Send the prompt"), [panel] { return panel->composer()->canSend(); },
        [panel] { panel->composer()->send(); });
    command(
        "prompts.stop", QT_TRANSLATE_NOOP("Panel", "Stop the answer"), [panel] { return panel->composer()->running(); },
        [panel] { panel->composer()->stop(); });
    made.commands.last().keys = QKeySequence(QStringLiteral("Ctrl+."));
    command(
        "prompts.older", QT_TRANSLATE_NOOP("Panel", "Explain the answer before"),
        [panel] { return panel->canExplainNext(-1); }, [panel] { panel->explainNext(-1); });
    made.commands.last().keys = QKeySequence(QStringLiteral("Alt+Up"));
    command(
        "prompts.newer", QT_TRANSLATE_NOOP("Panel", "Explain the answer after"),
        [panel] { return panel->canExplainNext(1); }, [panel] { panel->explainNext(1); });
    made.commands.last().keys = QKeySequence(QStringLiteral("Alt+Down"));
    return made;
}

} // namespace app
