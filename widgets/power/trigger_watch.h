// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_event.h"
#include "profiles/energy/trigger_scan.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <optional>
#include <vector>

namespace widgets {

class KitContext;

/// What to wait for, and what to keep of it.
struct TriggerSetup {
    bool onEvent = false; ///< of the kit; else of the current
    profiles::TriggerRule rule{profiles::TriggerKind::Rising, 0.1, 0.01, 5'000'000};
    QString event{QStringLiteral("prompt.sent")};
    std::int64_t beforeNs = 100'000'000; ///< of the region, before what fired
    std::int64_t afterNs = 900'000'000;
    bool every = false; ///< else it disarms after the first
};

/// The events that a trigger can wait for, as the kit names them.
[[nodiscard]] const QStringList &triggerEvents();
/// "prompt sent", "radio changes": for people.
[[nodiscard]] QString triggerEventWord(const QString &event);

/// Waits for a trigger on the kit's samples or events and keeps what fired as regions: kit->model<TriggerWatch>(). The
/// samples are looked at on the pool, ten times a second. A region is made when the samples have reached its end;
/// between its beginning and its end nothing else fires. A restart of the kit disarms it.
class TriggerWatch : public QObject
{
    Q_OBJECT
public:
    enum class State : quint8 { Off, Armed, Full };
    static constexpr int kMostRegions = 200; ///< of one arming

    explicit TriggerWatch(KitContext *kit);
    ~TriggerWatch() override;

    [[nodiscard]] const TriggerSetup &setup() const { return m_setup; }
    /// Not of a recording: nothing new comes.
    [[nodiscard]] bool canFire() const;
    /// From the samples and events on that come now.
    void arm(const TriggerSetup &setup);
    void disarm();
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] int fired() const { return m_fired; } ///< since it was armed

Q_SIGNALS:
    void changed(); ///< state or count

private:
    struct Waiting {
        std::int64_t beginNs = 0, endNs = 0;
        QString note;
    };
    void look();
    void takeStep();
    void takeEvent(const device_link::KitEvent &event);
    void fire(std::int64_t kitNs, const QString &note);
    void keepFinished();
    void finish(State state);
    [[nodiscard]] QString noteOf(const profiles::TriggerHit &hit) const;

    KitContext *m_kit; ///< the parent
    TriggerSetup m_setup;
    State m_state = State::Off;
    int m_fired = 0;
    std::int64_t m_quietUntilNs = 0; ///< end of the last region
    std::vector<Waiting> m_waiting;  ///< for their samples
    std::shared_ptr<const device_link::SampleView> m_store;
    profiles::TriggerScan m_scan;
    QFutureWatcher<profiles::TriggerStep> m_watcher;
    QTimer m_timer;
};

} // namespace widgets
