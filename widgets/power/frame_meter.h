// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

namespace widgets {

/// How fast a plot draws: the last frame, frames per second, and frames that came too late while others followed.
class FrameMeter
{
public:
    /// A frame was drawn and took this long.
    void drawn(qint64 workNs)
    {
        constexpr qint64 kFrameNs = 16'666'667;
        constexpr qint64 kPauseNs = 250'000'000; // longer: nothing was to be drawn
        constexpr double kSlow = 0.1;            // weight of the newest in the mean
        m_workNs = workNs;
        const qint64 between = m_since.isValid() ? m_since.nsecsElapsed() : kPauseNs;
        m_since.start();
        if (between >= kPauseNs) {
            m_betweenNs = 0;
            return;
        }
        m_betweenNs = m_betweenNs > 0 ? m_betweenNs + kSlow * (static_cast<double>(between) - m_betweenNs)
                                      : static_cast<double>(between);
        m_late += static_cast<int>((between - kFrameNs / 2) / kFrameNs);
    }
    [[nodiscard]] double lastMs() const { return static_cast<double>(m_workNs) / 1e6; }
    /// 0: it stands still.
    [[nodiscard]] double perSecond() const { return m_betweenNs > 0 ? 1e9 / m_betweenNs : 0; }
    [[nodiscard]] int dropped() const { return m_late; }

private:
    QElapsedTimer m_since;
    qint64 m_workNs = 0;
    double m_betweenNs = 0;
    int m_late = 0;
};

} // namespace widgets
