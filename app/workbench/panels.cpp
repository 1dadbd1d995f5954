// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels.h"

#include "workbench/panels/makers.h"

#include <QCoreApplication>

namespace app {

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
