// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/connect/connect_kit.h"

#include "workbench/connect/connect_dialog.h"
#include "workbench/kit_log.h"
#include "workbench/main_window.h"
#include "workbench/usb_place.h"

#include "widgets/kit/kit_context.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/kit_rail/kit_rail.h"

namespace app {

namespace {

/// A session that is open tells the ports that its URLs stand for, so a kit on USB is known by its serial number, and
/// by its place where one is given.
bool isKitOf(const widgets::KitContext &kit, const QList<device_link::DeviceUrl> &ports)
{
    if (kit.session()->ports() == ports)
        return true;
    const bool wholeKit = ports.size() == 1 && ports.first().wholeKit;
    const bool sameSerial = wholeKit && kit.usbSerial() == ports.first().address;
    const QString place = sameSerial ? ports.first().place : QString();
    return sameSerial && (place.isEmpty() || place == usbPlaceOf(*kit.session()));
}

} // namespace

void askForKit(MainWindow *window)
{
    auto *dialog = new ConnectDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &ConnectDialog::chosen, window,
        [window](const QList<device_link::DeviceUrl> &ports) { connectKit(window, ports); });
    dialog->look();
    dialog->open();
}

void connectKit(MainWindow *window, const QList<device_link::DeviceUrl> &ports)
{
    widgets::KitListModel *kits = window->kits();
    int row = 0;
    while (row < kits->rowCount() && !isKitOf(*kits->kit(row), ports))
        ++row;
    if (row == kits->rowCount()) {
        const auto kit = std::make_shared<widgets::KitContext>(device_link::KitSession::create(ports));
        keepLog(kit.get());
        window->addKit(kit);
    }
    window->rail()->setCurrentKit(row);
    if (const auto kit = kits->kit(row); !kit->wanted() || kit->openError())
        kit->open();
}

} // namespace app
