// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/tour_guide.h"

#include "widgets/kit/kit_context.h"
#include "widgets/tour/tour_card.h"
#include "widgets/tour/tour_profiles.h"
#include "widgets/tour/tour_step.h"

#include <algorithm>
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

std::optional<TourChange> TourGuide::change() const
{
    if (m_tour && m_tour->mustPutBack())
        return m_tour->change();
    for (const TourChange &left : m_left) {
        const bool backByHand
            = left.profile && sameEnabled(left.kit->facts()->enabledProfile(), left.memory.profileBefore);
        if (!backByHand)
            return left;
    }
    return {};
}

void TourGuide::putBackThen(std::function<void()> then)
{
    if (!change())
        return then();
    if (m_tour && !m_tour->mustPutBack())
        return endThen([this, then] { putBackThen(then); });
    m_then = [this, then] {
        if (!change())
            then();
    };
    if (m_tour)
        return m_tour->ending() ? m_tour->act() : m_tour->end(); // where it failed to put back it tries again
    make(change()->kit);
    m_tour->end(); // at once to its last step
}

void TourGuide::begin(Tour::Pace pace)
{
    const std::shared_ptr<KitContext> kit = m_calls.kit();
    if (!kit)
        return;
    make(kit);
    Q_EMIT started();
    m_tour->start(pace);
    m_card->setFocus(Qt::OtherFocusReason);
}

void TourGuide::make(const std::shared_ptr<KitContext> &kit)
{
    m_tour = new Tour(kit, Tour::Route::Whole, m_image, this);
    connect(m_tour, &Tour::entered, this, [this](int index) { m_calls.showPanel(m_tour->at(index)->panel()); });
    connect(m_tour, &Tour::finished, this, &TourGuide::onFinished);
    m_card->setTour(m_tour);
    const auto left = std::ranges::find(m_left, kit, &TourChange::kit);
    if (left == m_left.end())
        return;
    m_tour->takeOver(left->memory);
    m_left.erase(left);
}

void TourGuide::onFinished()
{
    const bool hadFocus = m_card->hasFocus() || m_card->isAncestorOf(m_card->window()->focusWidget());
    if (m_tour->mustPutBack())
        m_left.append(m_tour->change());
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
