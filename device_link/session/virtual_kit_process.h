// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/answer.h"
#include "device_link/protocols/stop_watch.h"
#include "device_link/session/device_url.h"

#include <QFuture>
#include <QObject>
#include <QProcess>
#include <QTimer>

#include <memory>
#include <stop_token>

namespace device_link {

/// The simulated kit of a `virtual:` URL: its own process, reached through ptys in a private folder that is the kit's
/// own, so that it is removed also when this process is killed. Ends with this object, and with this process should it
/// die.
class VirtualKitProcess : public QObject
{
    Q_OBJECT
public:
    /// arguments: what stands behind "virtual:", such as "seed=3;network=cat1;speed=5".
    explicit VirtualKitProcess(QString arguments);
    ~VirtualKitProcess() override;

    /// To be called once. Gives the URLs of the kit's ports when it says that it is ready.
    [[nodiscard]] QFuture<Result<QList<DeviceUrl>>> start(const std::stop_token &stop);

    /// "seed=3;speed=5" as command line options; BadArgument for what the session itself decides.
    [[nodiscard]] static Result<QStringList> optionsFrom(const QString &arguments);

Q_SIGNALS:
    /// The kit was ready, and its process is gone without our asking.
    void died(const device_link::Error &error);

private:
    void onOutput();
    void onFinished();
    void end(Result<QList<DeviceUrl>> result);

    QString m_arguments;
    QProcess m_process;
    QTimer m_deadline;
    QByteArray m_errorText;
    std::shared_ptr<Answer<QList<DeviceUrl>>> m_answer;
    std::unique_ptr<StopWatch> m_watch;
};

} // namespace device_link
