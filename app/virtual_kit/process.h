// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace app {

/// Asks the system to send SIGTERM when the parent process ends. False: it has ended already.
[[nodiscard]] bool endWithParent();

/// Turns SIGTERM, SIGINT and SIGHUP into a signal of the event loop; SIGPIPE is ignored. Made before any other thread.
class StopSignals : public QObject
{
    Q_OBJECT
public:
    explicit StopSignals(QObject *parent = nullptr);
    ~StopSignals() override;

Q_SIGNALS:
    void stop();

private:
    int m_fd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace app
