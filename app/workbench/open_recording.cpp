// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/open_recording.h"

#include "workbench/import_notice.h"
#include "workbench/kit_log.h"
#include "workbench/kit_menu.h"
#include "workbench/main_window.h"
#include "workbench/panel_area.h"

#include "device_link/session/replay/recorded_kit_session.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/kit_rail/kit_rail.h"
#include "widgets/recording/recorder.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

namespace app {

namespace {

const QString kSuffix = QStringLiteral("aer");

/// Whether it is this recording, and this stream of it also when it was opened as the longest.
bool isIt(const device_link::KitSession &session, const device_link::DeviceUrl &url)
{
    const auto *recording = dynamic_cast<const device_link::RecordedKitSession *>(&session);
    const device_link::DeviceUrl open = recording ? session.ports().first() : device_link::DeviceUrl();
    if (!recording || open.address != url.address)
        return false;
    const bool known = !open.stream && url.stream && !recording->parts().empty();
    return known ? recording->parts().at(recording->shownPart()).stream == *url.stream : open.stream == url.stream;
}

int rowOf(const widgets::KitListModel &kits, const device_link::DeviceUrl &url)
{
    for (int row = 0; row < kits.rowCount(); ++row) {
        if (isIt(*kits.kit(row)->session(), url))
            return row;
    }
    return -1;
}

} // namespace

bool isRecording(const QString &path) { return QFileInfo(path).suffix().compare(kSuffix, Qt::CaseInsensitive) == 0; }

void openRecording(MainWindow *window, const QString &path, std::optional<quint32> stream)
{
    device_link::DeviceUrl url;
    url.scheme = device_link::DeviceUrl::Scheme::File;
    url.address = QFileInfo(path).absoluteFilePath();
    url.stream = stream;
    int row = rowOf(*window->kits(), url);
    if (row < 0) {
        const auto kit = std::make_shared<widgets::KitContext>(device_link::KitSession::create({url}));
        kit->introduce(QFileInfo(path).completeBaseName(), {});
        keepLog(kit.get());
        window->addKit(kit);
        row = window->kits()->rowCount() - 1;
        kit->open();
    }
    window->rail()->setCurrentKit(row);
    if (!stream) // another part of what is looked at is looked at in the same panel
        window->area()->showPanelNamed(QStringLiteral("power"));
}

void bindBanners(MainWindow *window)
{
    QObject::connect(window->area(), &PanelArea::removeRequested, window,
        [window](const std::shared_ptr<widgets::KitContext> &kit) { removeFromList(window->kits(), kit); });
    QObject::connect(window->area(), &PanelArea::partRequested, window,
        [window](const QString &path, quint32 stream) { openRecording(window, path, stream); });
}

void askForRecording(MainWindow *window)
{
    auto *dialog = new QFileDialog(window, QCoreApplication::translate("OpenRecording", "Open a recording"),
        widgets::Recorder::folder(),
        QCoreApplication::translate("OpenRecording", "Recordings and files to import (*.aer *.ppk2 *.csv)")
            + QStringLiteral(";;") + QCoreApplication::translate("OpenRecording", "Recordings (*.aer)")
            + QStringLiteral(";;") + QCoreApplication::translate("OpenRecording", "Files to import (*.ppk2 *.csv)")
            + QStringLiteral(";;") + QCoreApplication::translate("OpenRecording", "All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, window, [window](const QString &path) {
        if (isImportable(path))
            ImportNotice::of(window)->offer(path);
        else
            openRecording(window, path);
    });
    dialog->open();
}

bool closeRecording(widgets::KitListModel *kits, const std::shared_ptr<widgets::KitContext> &kit)
{
    if (!kit || !kit->session()->isReplay())
        return false;
    kit->close();
    kits->remove(kit);
    return true;
}

} // namespace app
