// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/tour_guide.h"

#include "widgets/kit/kit_context.h"
#include "widgets/tour/tour_card.h"
#include "widgets/tour/tour_step.h"

#include <utility>

namespace widgets {

TourGuide::TourGuide(QWidget *window, QWidget *corner, Window calls)
    : QObject(window)
    , m_calls(std::move(calls))
    , m_card(new TourCard(window, corner))
{
    connect(m_card, &TourCard::againRequested, this, [this] {
        if (m_tour)
            start(m_tour->pace());
    });
    connect(m_card, &TourCard::left, this, [this] { m_calls.focusPanel(); });
}

void TourGuide::start(Tour::Pace pace)
{
    endThen([this, pace] { begin(pace); });
}

void TourGuide::endThen(std::function<void()> then)
{
    if (!m_tour)
        return then();
    m_then = std::move(then);
    m_tour->end();
}

void TourGuide::begin(Tour::Pace pace)
{
    const std::shared_ptr<KitContext> kit = m_calls.kit();
    if (!kit)
        return;
    m_tour = new Tour(kit, Tour::Route::Whole, m_image, this);
    connect(m_tour, &Tour::entered, this, [this](int index) { m_calls.showPanel(m_tour->at(index)->panel()); });
    connect(m_tour, &Tour::finished, this, &TourGuide::onFinished);
    m_card->setTour(m_tour);
    Q_EMIT started();
    m_tour->start(pace);
    m_card->setFocus(Qt::OtherFocusReason);
}

void TourGuide::onFinished()
{
    const bool hadFocus = m_card->hasFocus() || m_card->isAncestorOf(m_card->window()->focusWidget());
    std::exchange(m_tour, nullptr)->deleteLater(); // it is speaking
    m_card->setTour(nullptr);
    const std::function<void()> then = std::exchange(m_then, nullptr);
    Q_EMIT ended();
    if (then)
        then();
    else if (hadFocus)
        m_calls.focusPanel();
}

} // namespace widgets
