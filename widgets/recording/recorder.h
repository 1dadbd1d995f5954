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
class MarkFeed;

/// The recording of a kit's samples, events and marks to disk. It goes on through a lost link: what returns joins up,
/// what was missed is a gap in the file.
class Recorder : public QObject
{
    Q_OBJECT
public:
    enum class State : quint8 { Idle, Recording, Ending };

    explicit Recorder(KitContext *kit);
    ~Recorder() override;

    /// Where recordings go when nobody says otherwise.
    [[nodiscard]] static QString folder();
    /// The file of the next one when nobody says otherwise: in folder(), named by time and kit.
    [[nodiscard]] QString freshPath() const;
    /// Makes the file and begins with what arrives from now on. A failure is in error(); one is that no kit is
    /// connected.
    void start(const QString &path);
    /// Writes what has arrived and closes the file; finished() follows.
    void stop();
    void toggle(); ///< starts into freshPath(), or stops

    [[nodiscard]] bool isPossible() const; ///< not of a recording
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] qint64 elapsedMs() const { return m_state == State::Idle ? 0 : m_elapsed.elapsed(); }
    [[nodiscard]] device_link::RecordingTotals totals() const;
    [[nodiscard]] const QString &path() const { return m_path; } ///< of the current or the last one
    /// Why the last one could not begin or ended before its time.
    [[nodiscard]] const std::optional<device_link::Error> &error() const { return m_error; }

Q_SIGNALS:
    void changed();                                            ///< state, and once a second while it records
    void finished(const device_link::RecordingTotals &totals); ///< closed, and everything is on disk
    void failed();                                             ///< error() says why; what was written before is kept

private:
    void onTick();
    void end(const device_link::RecordingWriter::Outcome &outcome);

    KitContext *m_kit;
    std::shared_ptr<device_link::RecordingWriter> m_writer;
    std::unique_ptr<QObject> m_connections;
    MarkFeed *m_marks;
    QString m_path;
    QElapsedTimer m_elapsed;
    QTimer m_tick;
    State m_state = State::Idle;
    device_link::RecordingTotals m_totals;
    std::optional<device_link::Error> m_error;
};

} // namespace widgets
