// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panels/makers.h"

#include "widgets/firmware/firmware_panel.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/firmware/push_card.h"
#include "widgets/firmware/slots_card.h"
#include "widgets/text/units.h"

#include <QCoreApplication>

#include <cmath>

namespace app {

using widgets::Command;
using widgets::FirmwarePanel;
using widgets::FirmwareWork;
using widgets::KitContext;

namespace {

/// The running version; while one is on its way, how much of it is there.
QString railValue(KitContext *kit)
{
    if (!kit)
        return {};
    const FirmwareWork *work = kit->model<FirmwareWork>();
    const device_link::UploadProgress &upload = work->run().upload();
    if (work->busy() == FirmwareWork::Busy::Pushing && upload.total > 0)
        return widgets::text(
            widgets::percent(std::floor(100 * static_cast<double>(upload.done) / static_cast<double>(upload.total))));
    return work->running() ? work->running()->version : QString();
}

QList<Command> commandsOf(FirmwarePanel *panel)
{
    const auto idle = [panel] { return panel->work() && panel->work()->busy() == FirmwareWork::Busy::No; };
    const auto trial = [panel, idle] { return idle() && panel->work()->trial() && panel->work()->connected(); };
    const auto name
        = [](const char *source) { return [source] { return QCoreApplication::translate("Panel", source); }; };
    return {
        {QStringLiteral("firmware.open"), {}, name(QT_TRANSLATE_NOOP("Panel", "Open a firmware image")),
            QKeySequence(QStringLiteral("Ctrl+O")), idle, [panel] { panel->chooseImage(); }},
        {QStringLiteral("firmware.addKey"), {}, name(QT_TRANSLATE_NOOP("Panel", "Add a public key for signatures")), {},
            idle, [panel] { panel->chooseKey(); }},
        {QStringLiteral("firmware.readSlots"), {}, name(QT_TRANSLATE_NOOP("Panel", "Read the firmware slots again")),
            {}, [panel, idle] { return idle() && panel->work()->connected(); },
            [panel] { panel->work()->readState(); }},
        {QStringLiteral("firmware.send"), {}, name(QT_TRANSLATE_NOOP("Panel", "Send the firmware image")), {},
            [panel] { return panel->work() && panel->work()->sendBlock() == widgets::SendBlock::None; },
            [panel] { panel->send(); }},
        {QStringLiteral("firmware.cancel"), {}, name(QT_TRANSLATE_NOOP("Panel", "Cancel the firmware push")), {},
            [panel] { return panel->work() && panel->work()->busy() != FirmwareWork::Busy::No; },
            [panel] { panel->work()->cancel(); }},
        {QStringLiteral("firmware.confirm"), {}, name(QT_TRANSLATE_NOOP("Panel", "Confirm the firmware on trial")), {},
            trial, [panel] { panel->work()->confirm(); }},
        {QStringLiteral("firmware.goBack"), {},
            name(QT_TRANSLATE_NOOP("Panel", "Reboot to go back to the old firmware")), {}, trial,
            [panel] { panel->pushCard()->askGoBack(); }},
        {QStringLiteral("firmware.restart"), {}, name(QT_TRANSLATE_NOOP("Panel", "Restart the kit")), {},
            [panel, idle] { return idle() && panel->work()->connected(); },
            [panel] { panel->slotsCard()->askRestart(); }},
    };
}

} // namespace

Panel makeFirmware(const PanelParts &)
{
    auto *panel = new FirmwarePanel;
    Panel made;
    made.widget = panel;
    made.setKit = [panel](std::shared_ptr<KitContext> kit) { panel->setKit(std::move(kit)); };
    made.value = railValue;
    made.mainAction = [panel] { panel->send(); };
    made.commands = commandsOf(panel);
    made.openFile = [panel](const QString &path) { return panel->openFile(path); };
    return made;
}

} // namespace app
