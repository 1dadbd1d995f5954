// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tour/tour.h"

#include <QObject>

#include <functional>
#include <memory>

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

    /// The card lies in window, over the lower right corner of corner.
    TourGuide(QWidget *window, QWidget *corner, Window calls);

    void setImage(const QString &path) { m_image = path; } ///< firmware for the tours to come
    /// Starts; a walk that is under way is ended and put back first.
    void start(Tour::Pace pace);
    /// Ends the walk, then does this; at once when there is none.
    void endThen(std::function<void()> then);
    [[nodiscard]] Tour *tour() const { return m_tour; } ///< null: none
    [[nodiscard]] TourCard *card() const { return m_card; }

Q_SIGNALS:
    void started();
    void ended();

private:
    void begin(Tour::Pace pace);
    void onFinished();

    Window m_calls;
    TourCard *m_card;
    QString m_image;
    Tour *m_tour = nullptr; ///< our child
    std::function<void()> m_then;
};

} // namespace widgets
