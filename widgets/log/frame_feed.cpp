// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/frame_feed.h"

#include "device_link/session/host_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/log/frame_words.h"
#include "widgets/log/log_model.h"

#include <QDateTime>

namespace widgets {
namespace {

/// Null where there is none.
std::shared_ptr<device_link::FrameTap> shownTap(const KitContext &kit)
{
    const auto taps = device_link::frameTapsOf(*kit.session());
    return taps ? std::shared_ptr<device_link::FrameTap>(taps, &taps->shown) : nullptr;
}

} // namespace

FrameFeed::FrameFeed(LogModel *log, QObject *parent)
    : QObject(parent)
    , m_log(log)
{
    m_timer.setInterval(200);
    connect(&m_timer, &QTimer::timeout, this, &FrameFeed::take);
}

FrameFeed::~FrameFeed() { turn(false); }

void FrameFeed::turn(bool on)
{
    if (m_tap)
        m_tap->setOn(on);
}

void FrameFeed::setKit(std::shared_ptr<KitContext> kit)
{
    turn(false);
    m_tap = kit ? shownTap(*kit) : nullptr;
    turn(m_on);
}

void FrameFeed::setOn(bool on)
{
    if (!on)
        take();
    m_on = on;
    turn(on);
    if (on)
        m_timer.start();
    else
        m_timer.stop();
}

void FrameFeed::take()
{
    if (!m_tap || !m_on)
        return;
    const std::int64_t nowMs = QDateTime::currentMSecsSinceEpoch();
    const std::int64_t nowNs = device_link::hostNowNs();
    QList<LogLine> lines;
    for (device_link::RawFrame &frame : m_tap->take()) {
        const std::int64_t timeMs = nowMs - (nowNs - frame.hostNs) / 1'000'000;
        lines.append(frameLine(std::make_shared<device_link::RawFrame>(std::move(frame)), timeMs));
    }
    m_log->append(lines);
}

} // namespace widgets
