// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <array>

namespace widgets {

/// The one timer that makes plots move, 60 times a second; and how long their frames take.
class FrameClock : public QObject
{
    Q_OBJECT
public:
    explicit FrameClock(QObject *parent = nullptr);
    /// A plot reports the GUI-thread time of one replot.
    void report(qint64 ns);
    /// Median of the last frames, ms; 0 before the first.
    [[nodiscard]] double medianMs() const;

Q_SIGNALS:
    void frame();

private:
    QTimer m_timer;
    std::array<qint64, 64> m_times{};
    std::size_t m_count = 0;
};

} // namespace widgets
