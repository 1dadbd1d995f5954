// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels.h"

#include "workbench/panels/makers.h"

#include <QCoreApplication>

namespace app {

const QList<PanelEntry> &panelEntries()
{
    static const QList<PanelEntry> entries{
        {"overview", "overview", QT_TRANSLATE_NOOP("Panel", "Overview"), makeOverview},
        {"connectivity", "mast", QT_TRANSLATE_NOOP("Panel", "Connectivity"), makeConnectivity},
        {"esim", "sim", QT_TRANSLATE_NOOP("Panel", "eSIM profiles"), makeEsim},
        {"power", "power", QT_TRANSLATE_NOOP("Panel", "Power"), makePower},
        {"latency", "stopwatch", QT_TRANSLATE_NOOP("Panel", "Latency"), makeLatency},
        {"tokens", "account", QT_TRANSLATE_NOOP("Panel", "Tokens"), makeTokens},
        {"prompts", "prompts", QT_TRANSLATE_NOOP("Panel", "Prompts"), makePrompts},
        {"firmware", "chip", QT_TRANSLATE_NOOP("Panel", "Firmware"), makeFirmware},
        {"log", "log", QT_TRANSLATE_NOOP("Panel", "Log"), makeLog},
    };
    return entries;
}

QString panelName(const PanelEntry &entry) { return QCoreApplication::translate("Panel", entry.name); }

} // namespace app
