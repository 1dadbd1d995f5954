// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels/makers.h"

#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"
#include "widgets/text/units.h"

#include <QCoreApplication>

namespace app {

using widgets::KitContext;

namespace {

/// Errors, or when there are none warnings; empty when all is well.
QString worst(const widgets::LogModel &log)
{
    const auto count = [](int number, const char *one, const char *many) {
        return number == 1 ? QCoreApplication::translate("Panel", one)
                           : QCoreApplication::translate("Panel", many).arg(widgets::integer(number));
    };
    if (log.errors() > 0)
        return count(log.errors(), QT_TRANSLATE_NOOP("Panel", "1 error"), QT_TRANSLATE_NOOP("Panel", "%1 errors"));
    if (log.warnings() > 0)
        return count(
            log.warnings(), QT_TRANSLATE_NOOP("Panel", "1 warning"), QT_TRANSLATE_NOOP("Panel", "%1 warnings"));
    return {};
}

} // namespace

Panel makeLog(const PanelParts &parts)
{
    auto *panel = new widgets::LogPanel(parts.log);
    Panel made;
    made.widget = panel;
    made.setKit = [panel](std::shared_ptr<KitContext> kit) { panel->setKit(std::move(kit)); };
    made.value = [log = parts.log](KitContext *) { return worst(*log); };
    made.find = [panel] { panel->focusSearch(); };
    widgets::Command save;
    save.id = QStringLiteral("log.save");
    save.name = [] { return QCoreApplication::translate("Panel", "Save the log"); };
    save.run = [panel] { panel->save(); };
    widgets::Command copy;
    copy.id = QStringLiteral("log.copy");
    copy.name = [] { return QCoreApplication::translate("Panel", "Copy the log"); };
    copy.run = [panel] { panel->copy(); };
    made.commands = {save, copy};
    return made;
}

} // namespace app
