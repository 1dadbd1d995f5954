// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels/makers.h"

#include "widgets/esim/apdu_card.h"
#include "widgets/esim/eid_card.h"
#include "widgets/esim/esim_panel.h"
#include "widgets/esim/switch_sheet.h"
#include "widgets/text/units.h"

#include <QCoreApplication>
#include <QListView>

namespace app {

using widgets::KitContext;

namespace {

QList<widgets::Command> commandsOf(widgets::EsimPanel *panel)
{
    const auto say
        = [](const char *text) { return [text] { return QCoreApplication::translate("EsimCommand", text); }; };
    QList<widgets::Command> commands{
        {QStringLiteral("esim.switch"), {},
            say(QT_TRANSLATE_NOOP("EsimCommand", "Enable or disable the selected profile")), {},
            [panel] { return panel->sheet()->hasContent(); }, [panel] { panel->sheet()->focusMain(); }},
        {QStringLiteral("esim.readAgain"), {}, say(QT_TRANSLATE_NOOP("EsimCommand", "Read the card again")), {}, {},
            [panel] { panel->readAgain(); }},
        {QStringLiteral("esim.rename"), {}, say(QT_TRANSLATE_NOOP("EsimCommand", "Rename the selected profile")), {},
            {}, [panel] { panel->rename(); }},
        {QStringLiteral("esim.copyEid"), {}, say(QT_TRANSLATE_NOOP("EsimCommand", "Copy the EID")), {}, {},
            [panel] { panel->card()->copyEid(); }},
        {QStringLiteral("esim.copyApdus"), {}, say(QT_TRANSLATE_NOOP("EsimCommand", "Copy the APDU timeline")), {}, {},
            [panel] { panel->apdus()->copy(); }},
        {QStringLiteral("esim.hex"), {}, say(QT_TRANSLATE_NOOP("EsimCommand", "Show APDUs as meaning or hex")), {}, {},
            [panel] { panel->apdus()->setHex(!panel->apdus()->hex()); }},
    };
    return commands;
}

} // namespace

Panel makeEsim(const PanelParts &)
{
    auto *panel = new widgets::EsimPanel;
    Panel made;
    made.widget = panel;
    made.setKit = [panel](std::shared_ptr<KitContext> kit) { panel->setKit(std::move(kit)); };
    made.value = [](KitContext *kit) {
        const auto &read = kit ? kit->facts()->profiles() : std::nullopt;
        return read && read->has_value() ? widgets::integer((*read)->size()) : QString();
    };
    made.mainAction = [panel] {
        if (panel->sheet()->isVisible())
            panel->sheet()->start();
        else
            panel->list()->setFocus(Qt::ShortcutFocusReason);
    };
    made.commands = commandsOf(panel);
    return made;
}

} // namespace app
