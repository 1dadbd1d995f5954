// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/kit_context.h"

#include <QFrame>
#include <QTimer>

namespace widgets {

class FrameClock;
class TextLabel;

/// Dropped samples, clock drift and its uncertainty, samples kept, frame time, what the protocol is, and the balance.
/// Items that stop applying show an em dash and keep their place.
class StatusBar : public QFrame
{
    Q_OBJECT
public:
    explicit StatusBar(const FrameClock *clock, QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    [[nodiscard]] QString dropped() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void refreshDropped();
    void refreshClock();
    TextLabel *addItem(class QHBoxLayout *layout);

    const FrameClock *m_clock;
    std::shared_ptr<KitContext> m_kit;
    QTimer m_timer;
    TextLabel *m_dropped;
    TextLabel *m_drift;
    TextLabel *m_kept;
    TextLabel *m_frame;
    TextLabel *m_protocol;
    TextLabel *m_balance;
};

} // namespace widgets
