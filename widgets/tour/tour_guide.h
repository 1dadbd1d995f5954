// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tour/tour.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace widgets {

class TourCard;

/// Walks a window through the tour: makes a Tour, shows its card and the panel of each step, and starts over when asked
/// to. One walk at a time.
class TourGuide : public QObject
{
    Q_OBJECT
public:
    /// What it needs of the window.
    struct Window {
        std::function<std::shared_ptr<KitContext>()> kit; ///< null: none to show
        std::function<void(const QString &id)> showPanel;
        std::function<void()> focusPanel;
    };

    /// The card lies in window, over a corner of this widget.
    TourGuide(QWidget *window, QWidget *corner, Window calls);

    void setImage(const QString &path) { m_image = path; } ///< firmware for the tours to come
    /// Starts; a walk that is under way is ended and put back first.
    void start(Tour::Pace pace);
    /// Ends the walk, then does this; at once when there is none.
    void endThen(std::function<void()> then);
    /// What a walk has changed and not put back: the one under way, or one that is over. Empty: all is as it was.
    [[nodiscard]] std::optional<TourChange> change() const;
    /// Puts that back, then does this. Where it cannot be put back the card says why, and nothing is done.
    void putBackThen(std::function<void()> then);
    [[nodiscard]] Tour *tour() const { return m_tour; } ///< null: none
    [[nodiscard]] TourCard *card() const { return m_card; }

Q_SIGNALS:
    void started();
    void ended();

private:
    void begin(Tour::Pace pace);
    void make(const std::shared_ptr<KitContext> &kit);
    void onFinished();

    Window m_calls;
    TourCard *m_card;
    QString m_image;
    Tour *m_tour = nullptr; ///< our child
    std::function<void()> m_then;
    QList<TourChange> m_left; ///< of walks that are over, one for a kit
};

} // namespace widgets
