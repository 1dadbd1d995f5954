// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"
#include "widgets/text/fault_text.h"
#include "widgets/tour/tour_memory.h"
#include "widgets/tour/tour_page.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace widgets {

class KitContext;

/// One step of the tour: one real act on the kit, through the same models as the panels' buttons, and what the card
/// says about it. Words are made when asked for, so that the language can change at any time.
///
/// Life: enter() begins, or asks first; it ends in Done, Skipped or Failed. Every wait has a deadline, and every act
/// ends when the kit is gone, so a step cannot hang. A failed or asking one is begun by begin().
class TourStep : public QObject
{
    Q_OBJECT
public:
    /// memory outlives the step.
    TourStep(std::shared_ptr<KitContext> kit, TourMemory *memory, QObject *parent = nullptr);

    [[nodiscard]] virtual QString id() const = 0;    ///< "connect": in records and names of pictures
    [[nodiscard]] virtual QString panel() const = 0; ///< id of the panel where it is seen
    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual QString text() const = 0;              ///< what is done, and what can be seen of it
    [[nodiscard]] virtual QString now() const { return {}; }     ///< what happens at this moment, while it runs
    [[nodiscard]] virtual QString outcome() const { return {}; } ///< once it is done
    [[nodiscard]] virtual QList<TourFact> facts() const { return {}; }
    /// Why it is not begun without the user's word on this kit; empty: it begins by itself.
    [[nodiscard]] virtual QString caution() const { return {}; }
    [[nodiscard]] virtual QString action() const { return {}; }      ///< the verb that begins it, after a caution
    [[nodiscard]] virtual QJsonObject figures() const { return {}; } ///< for a record
    [[nodiscard]] virtual FaultText failure() const;
    /// The kit is away because of the step itself: nothing to worry about.
    [[nodiscard]] virtual bool expectsSilence() const { return false; }

    [[nodiscard]] TourState state() const { return m_state; }
    [[nodiscard]] bool settled() const { return m_state != TourState::Waiting && m_state != TourState::Running; }
    [[nodiscard]] bool stopping() const { return m_stopping; }
    [[nodiscard]] QString why() const { return m_why ? m_why() : QString(); } ///< it was skipped
    [[nodiscard]] const std::optional<device_link::Error> &error() const { return m_error; }
    [[nodiscard]] qint64 tookMs() const { return m_tookMs; }

    void enter();
    void begin();
    void skip(); ///< ends what runs; settled() follows as soon as it has ended
    void pass(); ///< not begun, because nobody gave the word

Q_SIGNALS:
    void changed();
    void hasSettled(); ///< Asking, Done, Skipped or Failed; from the event loop, never from within enter() or begin()

protected:
    using Act = std::function<void()>;

    virtual void start() = 0; ///< the kit is connected; ends by succeed(), fail() or passOver()
    /// Asks what runs to end; false: nothing has to. What runs then still calls succeed() or fail().
    virtual bool stop() { return false; }
    [[nodiscard]] virtual bool needsKit() const { return true; }

    void succeed();
    void fail(const device_link::Error &error);
    void passOver(std::function<QString()> why);
    /// then() as soon as ready() holds, looked at five times a second; late() when it does not within ms.
    void await(std::function<bool()> ready, int ms, Act then, Act late);

    [[nodiscard]] KitContext *kit() const { return m_kit.get(); }
    [[nodiscard]] TourMemory &memory() const { return *m_memory; }
    [[nodiscard]] bool connected() const;
    [[nodiscard]] bool simulated() const;

private:
    struct Wait {
        std::function<bool()> ready;
        Act then, late;
        QDeadlineTimer deadline;
    };
    void look();
    void settle(TourState state);

    std::shared_ptr<KitContext> m_kit;
    TourMemory *m_memory;
    TourState m_state = TourState::Waiting;
    bool m_stopping = false;
    std::function<QString()> m_why;
    std::optional<device_link::Error> m_error;
    std::optional<Wait> m_wait;
    QTimer m_poll;
    QElapsedTimer m_clock;
    qint64 m_tookMs = 0;
};

} // namespace widgets
