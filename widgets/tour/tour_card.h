// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tour/tour_page.h"

#include <QFrame>
#include <QPointer>
#include <QTimer>

class QPushButton;

namespace widgets {

class Badge;
class Tour;
class TourFacts;
class TourPips;
class TextLabel;

/// The tour's card in a corner of the window, the one where it covers least of what its step is about: what happens
/// now, what came of it with its measured values, and where to go from here. Never modal. When it holds the focus it
/// keeps it from step to step; Enter goes on, Esc leaves it for the panel.
class TourCard : public QFrame
{
    Q_OBJECT
public:
    /// Lies in window, over a corner of this widget, which is in it.
    TourCard(QWidget *window, QWidget *corner);

    void setTour(Tour *tour); ///< shows it; null: hides
    void takeFocus();         ///< at its main button, as by keyboard
    [[nodiscard]] QString notice() const;
    [[nodiscard]] TourFacts *facts() const { return m_facts; }

Q_SIGNALS:
    void againRequested(); ///< another walk
    void left();           ///< the focus goes back to the panel

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    void schedule();
    void refresh();
    void refreshHead();
    void refreshNotice();
    void refreshButtons();
    void describe();
    void offer(QPushButton *button, bool offered);
    [[nodiscard]] QWidget *focused() const; ///< of the window, active or not
    void onSecond();
    [[nodiscard]] QSize wantedSize() const;
    void place();
    void placeSoon();
    void fit();
    void clearFocused(QWidget *now);
    [[nodiscard]] QString kitAwayText() const;

    QWidget *m_corner;
    QPointer<Tour> m_tour;
    TourPips *m_pips;
    TextLabel *m_count;
    TextLabel *m_countdown;
    Badge *m_badge;
    TextLabel *m_title;
    TextLabel *m_text;
    TourFacts *m_facts;
    TextLabel *m_notice;
    TextLabel *m_next;
    QPushButton *m_end;
    QPushButton *m_play;
    QPushButton *m_second; ///< skip, begin, try again, start again
    QPushButton *m_go;
    QTimer m_soon; ///< values change many times a second
    int m_shownIndex = -1;
    TourState m_shownState = TourState::Waiting;
    bool m_growsUp = true; ///< it stands at the lower edge
    bool m_byKey = false;  ///< its buttons are used by keyboard: the focus ring goes along
};

} // namespace widgets
