// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output_file.h"

#include "device_link/session/recording_feed.h"

#include <QCoroTask>
#include <QObject>

#include <memory>
#include <stop_token>

namespace app {

/// Where a command is told to write a recording: as given, or in a folder that is there a file named by time and kit.
[[nodiscard]] QString recordingPath(const std::string &out, const QString &serial);

/// A recording that a command makes of a session: all that the kit tells from its start to its end.
class NewRecording
{
public:
    /// Reads the price and the radio's state, which the kit tells by itself only when they change, and begins the file.
    [[nodiscard]] static QCoro::Task<device_link::Result<std::shared_ptr<NewRecording>>> start(
        std::shared_ptr<device_link::KitSession> session, QString path, std::stop_token stop);
    /// A recording that was not finished is of nothing: it is removed, and what it would have replaced is there again.
    ~NewRecording();
    NewRecording(const NewRecording &) = delete;
    NewRecording &operator=(const NewRecording &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const std::shared_ptr<device_link::RecordingWriter> &writer() const { return m_writer; }
    /// Ends the file; it takes the place of what was there.
    [[nodiscard]] static QCoro::Task<device_link::Result<device_link::RecordingTotals>> finish(
        std::shared_ptr<NewRecording> self);

private:
    explicit NewRecording(QString path);
    QString m_path;
    FileInTheWay m_replaced;
    std::shared_ptr<device_link::RecordingWriter> m_writer;
    std::unique_ptr<QObject> m_connections;
};

} // namespace app
