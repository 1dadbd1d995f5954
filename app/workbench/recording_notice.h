// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

namespace widgets {
class ErrorBanner;
class Recorder;
class Toast;
} // namespace widgets

namespace app {

class MainWindow;

/// Tells how a recording ended, and opens it when asked to, or why it could not go on.
class RecordingNotice : public QObject
{
    Q_OBJECT
public:
    RecordingNotice(widgets::Toast *toast, widgets::ErrorBanner *banner, MainWindow *window);
    void setRecorder(widgets::Recorder *recorder); ///< of the kit that is shown; null: none

private:
    MainWindow *m_window; ///< the parent
    widgets::Toast *m_toast;
    widgets::ErrorBanner *m_banner;
    QPointer<widgets::Recorder> m_recorder;
};

} // namespace app
