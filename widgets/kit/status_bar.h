// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/kit_context.h"

#include <QFrame>
#include <QTimer>

namespace widgets {

class FrameClock;
class TextLabel;

/// Dropped samples, clock drift and its uncertainty, samples kept, frame time, what the protocol is, whether latency
/// probes are sent (they go on in every panel, and raise the current), and the balance.
/// Items that stop applying show an em dash and keep their place.
class StatusBar : public QFrame
{
    Q_OBJECT
public:
    explicit StatusBar(const FrameClock *clock, QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    [[nodiscard]] QString dropped() const;
    [[nodiscard]] QString probes() const; ///< empty: none are sent

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void refreshDropped();
    void refreshClock();
    void refreshProbes();
    TextLabel *addItem(class QHBoxLayout *layout);

    const FrameClock *m_clock;
    std::shared_ptr<KitContext> m_kit;
    QTimer m_timer;
    TextLabel *m_dropped;
    TextLabel *m_drift;
    TextLabel *m_kept;
    TextLabel *m_frame;
    TextLabel *m_protocol;
    TextLabel *m_probes;
    TextLabel *m_balance;
};

} // namespace widgets
