// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/kit_menu.h"

#include "workbench/disconnect_kit.h"
#include "workbench/open_recording.h"

#include "widgets/kit/kit_context.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/kit_rail/kit_rail.h"

#include <QCoreApplication>
#include <QMenu>

namespace app {

namespace {

QString text(const char *english) { return QCoreApplication::translate("KitMenu", english); }

bool isOpen(const widgets::KitContext &kit)
{
    const device_link::SessionState state = kit.session()->state();
    return state != device_link::SessionState::Failed && state != device_link::SessionState::Closed;
}

bool canBeRemoved(const widgets::KitListModel &kits, const widgets::KitContext &kit)
{
    return kit.session()->isReplay() || (!kit.wanted() && kits.rowCount() > 1);
}

void showMenu(
    widgets::KitRail *rail, widgets::KitListModel *kits, const std::shared_ptr<widgets::KitContext> &kit, QPoint at)
{
    auto *menu = new QMenu(rail);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool replay = kit->session()->isReplay();
    if (replay && isOpen(*kit))
        menu->addAction(
            text(QT_TRANSLATE_NOOP("KitMenu", "Close the recording")), [kits, kit] { closeRecording(kits, kit); });
    else if (replay)
        menu->addAction(text(QT_TRANSLATE_NOOP("KitMenu", "Try again")), [kit] { kit->open(); });
    else if (kit->wanted())
        menu->addAction(
            text(QT_TRANSLATE_NOOP("KitMenu", "Disconnect")), [kit, rail] { disconnectKit(kit, rail->window()); });
    else
        menu->addAction(text(QT_TRANSLATE_NOOP("KitMenu", "Connect")), [kit] { kit->open(); });
    if (canBeRemoved(*kits, *kit) && !(replay && isOpen(*kit)))
        menu->addAction(
            text(QT_TRANSLATE_NOOP("KitMenu", "Remove from the list")), [kits, kit] { removeFromList(kits, kit); });
    menu->addAction(text(QT_TRANSLATE_NOOP("KitMenu", "Rename")), [rail] { rail->renameKit(); });
    menu->popup(at);
}

} // namespace

bool removeFromList(widgets::KitListModel *kits, const std::shared_ptr<widgets::KitContext> &kit)
{
    if (!kit || !canBeRemoved(*kits, *kit))
        return false;
    if (!closeRecording(kits, kit))
        kits->remove(kit);
    return true;
}

void bindKitMenu(widgets::KitRail *rail, widgets::KitListModel *kits)
{
    QObject::connect(rail, &widgets::KitRail::kitActivated, kits, [kits](int row) {
        if (const std::shared_ptr<widgets::KitContext> kit = kits->kit(row); kit && !kit->wanted())
            kit->open();
    });
    QObject::connect(rail, &widgets::KitRail::kitRemoveAsked, kits, [kits](int row) {
        const std::shared_ptr<widgets::KitContext> kit = kits->kit(row);
        if (kit && !isOpen(*kit)) // a key hit by accident closes nothing
            removeFromList(kits, kit);
    });
    QObject::connect(rail, &widgets::KitRail::kitMenuAsked, kits, [rail, kits](int row, QPoint at) {
        if (const std::shared_ptr<widgets::KitContext> kit = kits->kit(row))
            showMenu(rail, kits, kit, at);
    });
}

} // namespace app
