// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace widgets {

class FirmwareWork;
class NumberLabel;
class SpeedGraph;
class TextLabel;
class Trough;

/// Where the push is now: percent big, bytes done of total, speed, time left, and the speed drawn.
class PushProgressView : public QWidget
{
    Q_OBJECT
public:
    explicit PushProgressView(QWidget *parent = nullptr);
    void refresh(const FirmwareWork &work);
    [[nodiscard]] QString percentText() const;

private:
    NumberLabel *m_percent;
    TextLabel *m_left;
    TextLabel *m_leftOf;
    Trough *m_trough;
    TextLabel *m_bytes;
    TextLabel *m_speed;
    SpeedGraph *m_graph;
};

} // namespace widgets
