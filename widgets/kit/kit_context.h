// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "widgets/common/badge.h"
#include "widgets/kit/event_timeline.h"
#include "widgets/kit/kit_facts.h"
#include "widgets/kit/prompt_history.h"
#include "widgets/kit/wall_clock.h"
#include "widgets/power/time_window.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace widgets {

/// One kit on the bench with everything its panels share: the session and the models that listen to it. Panels hold a
/// shared_ptr; the models live as long as it does.
class KitContext : public QObject
{
    Q_OBJECT
public:
    explicit KitContext(std::shared_ptr<device_link::KitSession> session);
    ~KitContext() override;

    /// Opens the ports. A failure is kept in openError(); where plugging in or closing another program would mend it,
    /// it is tried again every two seconds.
    void open();
    /// Closes the ports and tries no more. What is on screen stays.
    void close();
    /// Somebody asked for it: it is open, or tried again until it is.
    [[nodiscard]] bool wanted() const { return m_wanted; }
    /// What is known of a kit before it is opened: the product's name and the serial number on USB.
    void introduce(const QString &product, const QString &serial);
    /// As on USB; empty for a kit that was not found there.
    [[nodiscard]] const QString &usbSerial() const { return m_usbSerial; }

    [[nodiscard]] const std::shared_ptr<device_link::KitSession> &session() const { return m_session; }
    [[nodiscard]] EventTimeline *timeline() { return &m_timeline; }
    [[nodiscard]] KitFacts *facts() { return &m_facts; }
    [[nodiscard]] PromptHistory *prompts() { return &m_prompts; }
    [[nodiscard]] TimeWindow *window() { return &m_window; }
    [[nodiscard]] const WallClock &wallClock() const { return m_wallClock; }

    /// A room's own model of this kit (its class has Q_OBJECT and takes the KitContext as its parent): made by the
    /// first who asks, shared by all panels, alive until the kit goes. So the kit need not know the rooms.
    template <typename Model>
    [[nodiscard]] Model *model()
    {
        auto *found = findChild<Model *>(QString(), Qt::FindDirectChildrenOnly);
        return found ? found : new Model(this);
    }

    /// The name given by the user, else the model the kit states, else its ports.
    [[nodiscard]] QString alias() const;
    void setAlias(const QString &alias);
    /// By the user; empty: none.
    [[nodiscard]] const QString &givenName() const { return m_alias; }
    [[nodiscard]] QString serialOrPorts() const;
    [[nodiscard]] std::optional<Origin> origin() const; ///< empty until the kit has answered once
    [[nodiscard]] const std::optional<device_link::Error> &openError() const { return m_openError; }
    [[nodiscard]] std::shared_ptr<const device_link::SampleView> store() const;

    /// Asks for the highest rate the kit offers.
    void startPower();
    void stopPower();
    [[nodiscard]] const std::optional<device_link::Error> &powerError() const { return m_powerError; }
    /// Samples come: the kit is there and its stream runs.
    [[nodiscard]] bool measuring() const;
    /// Sample indices of "now": a tenth of a second, renewed four times a second (twice while nothing is measured), so
    /// that one moment shows one value wherever it stands. Empty range: no samples. While nothing is measured it is the
    /// last tenth that was.
    [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> nowRange() const { return m_now; }
    /// Mean current of now, A; none while nothing is measured.
    [[nodiscard]] std::optional<double> currentNow() const;

Q_SIGNALS:
    void stateChanged(); ///< session state, identity or open error
    void storeChanged(); ///< another store, or none
    void powerChanged(); ///< running, granted rate or its error
    void wallClockChanged();
    void nowChanged();

private:
    void onStateChanged(device_link::SessionState state);
    void onPromptEvent(const device_link::PromptEvent &event);
    void bind();
    void showAll();
    void updateClock();
    void updateNow();

    std::shared_ptr<device_link::KitSession> m_session;
    EventTimeline m_timeline;
    TimeWindow m_window;
    KitFacts m_facts;
    PromptHistory m_prompts;
    WallClock m_wallClock;
    QTimer m_clockTimer;
    QTimer m_nowTimer;
    QTimer m_retry;
    std::pair<std::uint64_t, std::uint64_t> m_now;
    QString m_alias, m_product, m_usbSerial;
    bool m_wanted = false;
    std::optional<device_link::Error> m_openError, m_powerError;
    std::stop_source m_stop;
    bool m_powerWanted = true; ///< false after the user stopped the stream
};

} // namespace widgets
