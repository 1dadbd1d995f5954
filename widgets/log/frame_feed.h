// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/frame_tap.h"

#include <QObject>
#include <QTimer>

namespace widgets {

class KitContext;
class LogModel;

/// Brings the raw frames of one kit into the log while they are wanted: a line each, at the lowest level.
class FrameFeed : public QObject
{
    Q_OBJECT
public:
    explicit FrameFeed(LogModel *log, QObject *parent = nullptr);
    ~FrameFeed() override;
    void setKit(std::shared_ptr<KitContext> kit);
    void setOn(bool on);
    [[nodiscard]] bool on() const { return m_on; }
    /// Takes what is waiting, as the timer does.
    void take();

private:
    void turn(bool on);

    LogModel *m_log;
    std::shared_ptr<device_link::FrameTap> m_tap;
    QTimer m_timer;
    bool m_on = false;
};

} // namespace widgets
