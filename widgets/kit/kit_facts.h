// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "profiles/esim/es10_profiles.h"
#include "widgets/kit/tier_probe.h"

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <array>
#include <memory>
#include <optional>
#include <stop_token>

namespace widgets {

/// The state of a kit besides its samples and prompts: modem, account, battery, the card's profiles, latencies. Reads
/// them when the kit connects and keeps them by its events; the last figures stay when the link is lost.
class KitFacts : public QObject
{
    Q_OBJECT
public:
    struct Battery {
        int millivolt = 0;
        double percent = 0;
    };

    explicit KitFacts(std::shared_ptr<device_link::KitSession> session, QObject *parent = nullptr);
    ~KitFacts() override;

    [[nodiscard]] const std::optional<device_link::ModemState> &modem() const { return m_modem; }
    [[nodiscard]] const std::optional<device_link::AccountState> &account() const { return m_account; }
    struct BalanceStep {
        std::int64_t kitTimeNs = 0;
        qint64 balanceMicro = 0, reservedMicro = 0;
    };
    /// The account as it changed in this session, oldest first, at most a few thousand.
    [[nodiscard]] const QList<BalanceStep> &balanceSteps() const { return m_balanceSteps; }
    [[nodiscard]] const std::optional<Battery> &battery() const { return m_battery; }
    /// Empty before the card was read; a failure keeps its error.
    [[nodiscard]] const std::optional<device_link::Result<QList<profiles::ProfileInfo>>> &profiles() const
    {
        return m_profiles;
    }
    [[nodiscard]] const profiles::ProfileInfo *enabledProfile() const; ///< null: none or not known
    /// Of the last few probes of each tier, whoever asked for them.
    [[nodiscard]] const QList<TierLatency> &latencies() const { return m_latencies; }
    [[nodiscard]] bool probing() const { return m_probing; }
    [[nodiscard]] const std::optional<device_link::Error> &probeError() const { return m_probeError; }

    /// Probes the three tiers, a few times each. It wakes the radio, so it only runs when asked. The future ends with
    /// the probing, well or badly; at once when nothing was started.
    QFuture<void> probe();
    /// Lists the card's profiles again.
    void readProfiles();

Q_SIGNALS:
    void changed();
    void latenciesChanged(); ///< with each probe; changed() does not tell of it
    void profilesRead();     ///< profiles() was read from the card just now

private:
    void bind();
    void readAll();
    void onEvent(const device_link::KitEvent &event);
    void setAccount(const device_link::AccountState &account);
    void endProbe();
    void takeProbe(const device_link::ProbeResult &probe);

    std::shared_ptr<device_link::KitSession> m_session;
    std::stop_source m_stop;
    std::optional<device_link::ModemState> m_modem;
    std::optional<device_link::AccountState> m_account;
    std::optional<Battery> m_battery;
    std::optional<device_link::Result<QList<profiles::ProfileInfo>>> m_profiles;
    QList<BalanceStep> m_balanceSteps;
    QList<TierLatency> m_latencies;
    std::array<QList<device_link::ProbeResult>, 3> m_lastProbes; ///< by tier
    std::optional<device_link::Error> m_probeError;
    bool m_probing = false;
    std::optional<QPromise<void>> m_probed;
    bool m_readingProfiles = false;
    bool m_readProfilesAgain = false;
};

} // namespace widgets
