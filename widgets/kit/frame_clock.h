// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <array>

namespace widgets {

/// The one timer that makes plots move: 60 times a second while something draws or a hand is at the window, 4 times a
/// second when nothing does. And how long the frames take.
class FrameClock : public QObject
{
    Q_OBJECT
public:
    explicit FrameClock(QObject *parent = nullptr);
    /// How long a frame of a plot took the GUI thread.
    void report(qint64 ns);
    /// Median of the last frames, ms; 0 before the first.
    [[nodiscard]] double medianMs() const;
    /// A plot has drawn something new: while this goes on, so do the frames. Not for an axis that only goes on, see
    /// AxisClock::isQuiet().
    void drew();
    /// Somebody acts: the next frame comes in 16 ms, and so do those after it.
    void wake();
    [[nodiscard]] bool resting() const { return m_resting; }
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void frame();

private:
    void onTimeout();
    void hurry();
    void armForFrame();

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_deadlineNs = 0; ///< of the next frame, by m_since
    bool m_resting = false;
    int m_idleFrames = 0;
    std::array<qint64, 64> m_times{};
    std::size_t m_count = 0;
};

} // namespace widgets
