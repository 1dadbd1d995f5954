// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/recording_notice.h"

#include "widgets/common/error_banner.h"
#include "widgets/common/toast.h"
#include "widgets/recording/recorder.h"
#include "widgets/text/units.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace app {

using widgets::Recorder;

RecordingNotice::RecordingNotice(widgets::Toast *toast, widgets::ErrorBanner *banner, QObject *parent)
    : QObject(parent)
    , m_toast(toast)
    , m_banner(banner)
{
}

void RecordingNotice::setRecorder(Recorder *recorder)
{
    if (m_recorder)
        m_recorder->disconnect(this);
    m_recorder = recorder;
    if (!m_recorder)
        return;
    connect(m_recorder, &Recorder::finished, this, [this](const device_link::RecordingTotals &totals) {
        const QFileInfo file(m_recorder->path());
        m_banner->clear();
        m_toast->tell(tr("Recorded %1 samples, %2, into %3")
                          .arg(widgets::integer(qint64(totals.samples)),
                              widgets::text(widgets::bytes(qint64(totals.bytes))), file.fileName()),
            tr("Open folder"),
            [folder = file.absolutePath()] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    });
    connect(m_recorder, &Recorder::failed, this, [this] {
        if (m_recorder->error())
            m_banner->showError(*m_recorder->error(), tr("Close"));
    });
}

} // namespace app
