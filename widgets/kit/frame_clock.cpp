// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/frame_clock.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>

namespace widgets {

namespace {

constexpr int kFrameMs = 16;
constexpr int kRestMs = 250;
constexpr int kIdleFrames = 12; ///< sample blocks come less often than frames: a gap between two is not rest
constexpr int kTrialFrames = 4; ///< after the first drawing at rest: a stream draws again by then, a lone mark does not

} // namespace

FrameClock::FrameClock(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kFrameMs);
    connect(&m_timer, &QTimer::timeout, this, &FrameClock::onTimeout);
    m_timer.start();
    QCoreApplication::instance()->installEventFilter(this);
}

void FrameClock::onTimeout()
{
    if (m_idleFrames < kIdleFrames && ++m_idleFrames == kIdleFrames) {
        m_timer.setTimerType(Qt::CoarseTimer);
        m_timer.setInterval(kRestMs);
    }
    Q_EMIT frame();
}

void FrameClock::wake()
{
    m_idleFrames = 0;
    hurry();
}

void FrameClock::drew()
{
    m_idleFrames = resting() ? kIdleFrames - kTrialFrames : 0;
    hurry();
}

void FrameClock::hurry()
{
    if (!resting())
        return;
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kFrameMs);
}

bool FrameClock::resting() const { return m_timer.interval() != kFrameMs; }

bool FrameClock::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::Wheel:
    case QEvent::KeyPress:
    case QEvent::Show:
    case QEvent::Resize: wake(); break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

void FrameClock::report(qint64 ns)
{
    m_times.at(m_count % m_times.size()) = ns;
    ++m_count;
    drew();
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
