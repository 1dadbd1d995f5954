// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/recording_notice.h"

#include "workbench/main_window.h"
#include "workbench/open_recording.h"

#include "widgets/common/error_banner.h"
#include "widgets/common/toast.h"
#include "widgets/recording/recorder.h"
#include "widgets/text/units.h"

#include <QFileInfo>

namespace app {

using widgets::Recorder;

RecordingNotice::RecordingNotice(widgets::Toast *toast, widgets::ErrorBanner *banner, MainWindow *window)
    : QObject(window)
    , m_window(window)
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
            tr("Open"), [this, path = file.absoluteFilePath()] { openRecording(m_window, path); });
    });
    connect(m_recorder, &Recorder::failed, this, [this] {
        if (m_recorder->error())
            m_banner->showError(*m_recorder->error(), tr("Close"));
    });
}

} // namespace app
