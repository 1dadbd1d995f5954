// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels/makers.h"

#include "widgets/tokens/burn_down_card.h"
#include "widgets/tokens/burn_down_plot.h"
#include "widgets/tokens/ledger_card.h"
#include "widgets/tokens/tokens_panel.h"

#include <QCoreApplication>

namespace app {

using widgets::KitContext;

Panel makeTokens(const PanelParts &)
{
    auto *panel = new widgets::TokensPanel;
    Panel made;
    made.widget = panel;
    made.setKit = [panel](std::shared_ptr<KitContext> kit) { panel->setKit(std::move(kit)); };
    made.value = [](KitContext *kit) { return widgets::TokensPanel::shortBalance(kit); };
    made.find = [panel] { panel->ledger()->focusSearch(); };
    const auto command = [&made](const char *id, const char *name, std::function<void()> run) {
        widgets::Command entry;
        entry.id = QLatin1String(id);
        entry.name = [name] { return QCoreApplication::translate("Panel", name); };
        entry.run = std::move(run);
        made.commands.append(entry);
    };
    command("tokens.exportLedger", QT_TRANSLATE_NOOP("Panel", "Export the ledger as CSV"),
        [panel] { panel->ledger()->exportCsv(); });
    command("tokens.copyLedger", QT_TRANSLATE_NOOP("Panel", "Copy the ledger"), [panel] { panel->ledger()->copy(); });
    command("tokens.showAll", QT_TRANSLATE_NOOP("Panel", "Show the balance since the kit's start"),
        [panel] { panel->burnDown()->plot()->showAll(); });
    return made;
}

} // namespace app
