// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/frame_clock.h"

#include <QCoreApplication>
#include <QEvent>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace widgets {

namespace {

constexpr qint64 kFrameNs = 1'000'000'000 / 60;
constexpr int kRestMs = 250;
constexpr int kIdleFrames = 12; ///< sample blocks come less often than frames: a gap between two is not rest
constexpr int kTrialFrames = 4; ///< after the first drawing at rest: a stream draws again by then, a lone mark does not

} // namespace

FrameClock::FrameClock(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FrameClock::onTimeout);
    m_since.start();
    armForFrame();
    QCoreApplication::instance()->installEventFilter(this);
}

/// A timer of 16 ms would give 62 frames a second, and one of 17 ms 58: each is armed for its own deadline instead. One
/// that was missed is left out.
void FrameClock::armForFrame()
{
    const qint64 now = m_since.nsecsElapsed();
    m_deadlineNs += kFrameNs;
    if (m_deadlineNs <= now)
        m_deadlineNs = now + kFrameNs - (now - m_deadlineNs) % kFrameNs;
    constexpr qint64 ms = 1'000'000;
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.start(static_cast<int>((m_deadlineNs - now + ms - 1) / ms));
}

void FrameClock::onTimeout()
{
    if (m_idleFrames < kIdleFrames)
        ++m_idleFrames;
    m_resting = m_idleFrames >= kIdleFrames;
    if (m_resting) {
        m_timer.setTimerType(Qt::CoarseTimer);
        m_timer.start(kRestMs);
    } else {
        armForFrame();
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
    m_idleFrames = m_resting ? kIdleFrames - kTrialFrames : 0;
    hurry();
}

void FrameClock::hurry()
{
    if (!std::exchange(m_resting, false))
        return;
    m_deadlineNs = m_since.nsecsElapsed();
    armForFrame();
}

bool FrameClock::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::Wheel:
    case QEvent::KeyPress: wake(); break;
    case QEvent::Show:
    case QEvent::Resize: // not a label that became longer
        if (const auto *widget = qobject_cast<QWidget *>(watched); widget && widget->isWindow())
            wake();
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
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
