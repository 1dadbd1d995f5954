// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/frame_clock.h"

#include <algorithm>

namespace widgets {

FrameClock::FrameClock(QObject *parent)
    : QObject(parent)
{
    constexpr int kFrameMs = 16;
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kFrameMs);
    connect(&m_timer, &QTimer::timeout, this, &FrameClock::frame);
    m_timer.start();
}

void FrameClock::report(qint64 ns)
{
    m_times.at(m_count % m_times.size()) = ns;
    ++m_count;
}

double FrameClock::medianMs() const
{
    const std::size_t count = std::min(m_count, m_times.size());
    if (count == 0)
        return 0;
    std::array<qint64, 64> sorted = m_times;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(count / 2);
    std::nth_element(sorted.begin(), middle, sorted.begin() + static_cast<std::ptrdiff_t>(count));
    return static_cast<double>(*middle) / 1e6;
}

} // namespace widgets
