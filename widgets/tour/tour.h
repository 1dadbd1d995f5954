// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tour/tour_memory.h"
#include "widgets/tour/tour_page.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace widgets {

class KitContext;
class PutBackStep;
class TourStep;

/// What a walk has changed on its kit and has not put back.
struct TourChange {
    std::shared_ptr<KitContext> kit;
    TourMemory memory;
    bool profile = false; ///< another one is, or may be, enabled; else firmware is, or may be, on trial
};

/// One walk through the product on one kit: connect, enable a profile, ask, look at what it cost and at the balance,
/// send firmware, put back. Each step is entered by next() or, at its own pace, after a time to read. It is over once;
/// another walk is another Tour.
class Tour : public QObject
{
    Q_OBJECT
public:
    enum class Pace : quint8 { ByHand, ByItself };
    /// ForPictures: only what fills the panels: connect, prompt, latency.
    enum class Route : quint8 { Whole, ForPictures };

    /// image: file to send as firmware; empty: a sample on a simulated kit, none on a real one.
    Tour(std::shared_ptr<KitContext> kit, Route route, const QString &image, QObject *parent = nullptr);
    ~Tour() override;

    /// Before the start: what an earlier walk on this kit has not put back, this one puts back.
    void takeOver(const TourMemory &left);
    void start(Pace pace);
    void next(); ///< to the next step; after the last one the tour is over. Nothing while a step runs
    void skip(); ///< ends the step that runs, then goes on
    void act();  ///< begins a step that asks, or a failed one again
    /// Ends what runs, puts back what was changed, and is over. A second time: is over at once, whatever runs.
    void end();
    void setPace(Pace pace);

    [[nodiscard]] int count() const { return static_cast<int>(m_steps.size()); }
    [[nodiscard]] int index() const { return m_index; } ///< -1 before the start
    [[nodiscard]] const TourStep *at(int index) const { return m_steps.at(static_cast<std::size_t>(index)).get(); }
    [[nodiscard]] const TourStep *current() const; ///< null before the start
    [[nodiscard]] bool isLast() const { return m_index == count() - 1; }
    [[nodiscard]] bool over() const { return m_over; }
    [[nodiscard]] bool ending() const { return m_ending; }
    [[nodiscard]] bool mustPutBack() const;  ///< the kit is not as it was before the tour
    [[nodiscard]] TourChange change() const; ///< while it must be put back
    [[nodiscard]] Pace pace() const { return m_pace; }
    [[nodiscard]] std::optional<int> secondsLeft() const; ///< until it goes on by itself
    [[nodiscard]] const std::shared_ptr<KitContext> &kit() const { return m_kit; }

Q_SIGNALS:
    void changed();          ///< anything the card shows
    void entered(int index); ///< before the step begins
    void settled(int index); ///< it asks, or is done, skipped or failed
    void finished();         ///< over

private:
    template <typename Step>
    Step *add();
    [[nodiscard]] bool running(const char *id) const;
    TourStep *step() { return m_steps.at(static_cast<std::size_t>(m_index)).get(); }
    void go(int index);
    void onSettled();
    void tick();
    void stopReading();
    void finish();

    std::shared_ptr<KitContext> m_kit;
    TourMemory m_memory;
    std::vector<std::unique_ptr<TourStep>> m_steps; ///< made of m_memory: goes before it
    PutBackStep *m_putBack = nullptr;               ///< one of m_steps; null: nothing is changed on this route
    int m_index = -1;
    Pace m_pace = Pace::ByHand;
    bool m_goOn = false, m_ending = false, m_over = false;
    QTimer m_tick;
    int m_leftMs = 0; ///< to read what stands there; 0: does not go on by itself
};

/// How long it takes to read this, ms: between 5 s and 15 s.
[[nodiscard]] int readingMs(const TourStep &step);

} // namespace widgets
