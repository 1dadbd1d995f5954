// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/recording_writer.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace widgets {

class KitContext;

/// The recording of a kit's samples and events to disk. It goes on through a lost link: what returns joins up, what was
/// missed is a gap in the file.
class Recorder : public QObject
{
    Q_OBJECT
public:
    enum class State : quint8 { Idle, Recording, Ending };

    explicit Recorder(KitContext *kit);
    ~Recorder() override;

    /// Where the next one goes when nobody says otherwise: a folder of its own, named by time and kit.
    [[nodiscard]] QString freshDirectory() const;
    /// Makes the folder and begins with what arrives from now on. A failure is in error().
    void start(const QString &directory);
    /// Writes what has arrived and closes the files; finished() follows.
    void stop();
    void toggle(); ///< starts into freshDirectory(), or stops

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] qint64 elapsedMs() const { return m_state == State::Idle ? 0 : m_elapsed.elapsed(); }
    [[nodiscard]] device_link::RecordingTotals totals() const;
    [[nodiscard]] const QString &directory() const { return m_directory; }
    /// Why the last one could not begin or ended before its time.
    [[nodiscard]] const std::optional<device_link::Error> &error() const { return m_error; }

Q_SIGNALS:
    void changed();                                            ///< state, and once a second while it records
    void finished(const device_link::RecordingTotals &totals); ///< closed, and everything is on disk
    void failed();                                             ///< error() says why; what was written before is kept

private:
    void follow();
    void onTick();
    void end(const device_link::RecordingWriter::Outcome &outcome);

    KitContext *m_kit;
    std::shared_ptr<device_link::RecordingWriter> m_writer;
    std::unique_ptr<QObject> m_connections;
    QString m_directory;
    QElapsedTimer m_elapsed;
    QTimer m_tick;
    State m_state = State::Idle;
    device_link::RecordingTotals m_totals;
    std::optional<device_link::Error> m_error;
};

} // namespace widgets
