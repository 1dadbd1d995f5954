// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <array>
#include <memory>

namespace widgets {

class Card;
class ChangesCard;
class ConnectivityLog;
class ConnectivityView;
class FollowSwitch;
class FrameClock;
class KitContext;
class OfferedStack;
class RadioCard;
class RegistrationCard;
class Segmented;
class SignalPlot;
class UptimeCard;

/// Registration, signal, cell, radio state and drops over time, and how long the connection holds.
class ConnectivityPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectivityPanel(FrameClock *clock, QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    void copy(); ///< the changes as text
    [[nodiscard]] bool canCopy() const;
    [[nodiscard]] const OfferedStack *stack() const { return m_stack; }

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void connectParts();
    void retranslate();
    void refresh();
    void keepTime();
    void followWindow();
    void refreshWindow();
    void chooseSpan(int index);

    std::shared_ptr<KitContext> m_kit;
    ConnectivityLog *m_log = nullptr;
    RegistrationCard *m_registration;
    UptimeCard *m_uptime;
    RadioCard *m_radio;
    std::array<ConnectivityView *, 3> m_views;
    Card *m_plotCard;
    FollowSwitch *m_follow;
    Segmented *m_span;
    SignalPlot *m_plot;
    ChangesCard *m_changes;
    OfferedStack *m_stack;
    QTimer m_seconds;
    std::int64_t m_shownSecond = 0; ///< of the axis
};

} // namespace widgets
