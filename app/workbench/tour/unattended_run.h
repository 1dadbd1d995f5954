// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/options.h"

#include "device_link/result.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace widgets {
class Tour;
} // namespace widgets

namespace app {

class MainWindow;
class TourRecord;

/// Nobody sits in front of the window: goes through the tour by itself and takes a picture of each step and of each
/// panel when a folder is given. With options.tour it writes a record, else it only does what the panels' pictures
/// need.
class UnattendedRun : public QObject
{
    Q_OBJECT
public:
    /// The window outlives it.
    UnattendedRun(MainWindow *window, Options options, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    /// 0: every step that could run went well.
    void ended(int exitCode);

private:
    void onSettled(int index);
    void onFinished();
    void finish(const device_link::Result<void> &pictures);
    [[nodiscard]] QString recordPath() const;

    MainWindow *m_window;
    Options m_options;
    QPointer<widgets::Tour> m_tour;
    std::shared_ptr<TourRecord> m_record;
    bool m_connected = false;
    device_link::Result<void> m_pictures; ///< the first that went wrong
};

} // namespace app
