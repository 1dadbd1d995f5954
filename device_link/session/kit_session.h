// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"
#include "device_link/session/attestation.h"
#include "device_link/session/card_channel.h"
#include "device_link/session/clock_map.h"
#include "device_link/session/console.h"
#include "device_link/session/device_url.h"
#include "device_link/session/firmware_target.h"
#include "device_link/session/kit_event.h"
#include "device_link/session/kit_identity.h"
#include "device_link/session/latency_probe.h"
#include "device_link/session/modem_status.h"
#include "device_link/session/power_meter.h"
#include "device_link/session/power_source.h"
#include "device_link/session/prompt_runner.h"
#include "device_link/session/token_account.h"

#include <QCoroTask>
#include <QObject>

#include <memory>
#include <stop_token>

namespace device_link {

/// What can be bound to. missing() tells which port would give one that is not there.
enum class Capability : std::uint8_t {
    PowerSource,
    LatencyProbe,
    ModemStatus,
    CardChannel,
    PromptRunner,
    TokenAccount,
    FirmwareTarget,
    Attestation,
    Console
};

enum class SessionState : std::uint8_t { Closed, Connecting, Connected, Lost, Failed };

/// Why a session is Lost, as far as it can be known.
enum class LinkLoss : std::uint8_t {
    None,
    Gone,       ///< the port is not there: unplugged, or without power
    Silent,     ///< the port is there, nobody answers
    Restarting, ///< the kit has accepted a reset, or says that it restarts
    OtherKit,   ///< another kit is on the port now
    Held        ///< the port is there, another program has it open
};

/// What the wire lost or refused, summed over the ports.
struct LinkCounters {
    quint64 bytesIn = 0, bytesOut = 0, badFrames = 0, unknownChannel = 0;
    quint64 eventsMissed = 0; ///< gone for good: older than the kit keeps
    quint64 eventsReplayed = 0;
};

/// A port that was named and is not open, and why.
struct MissingPort {
    DeviceUrl url;
    Error why;
};

/// One opened kit: its ports, its protocols, and the capabilities they give. Lives in the GUI thread; the bytes live in
/// a link thread per port. After a loss it reconnects by itself (state Lost until then) and the capability objects stay
/// the same, so that panels and coroutines may hold them.
class KitSession : public QObject
{
    Q_OBJECT
public:
    struct Options {
        bool reconnect = true;
        int requestTimeoutMs = 3000; ///< for plain requests; long procedures have their own
    };
    [[nodiscard]] static std::shared_ptr<KitSession> create(QList<DeviceUrl> ports, Options options);
    [[nodiscard]] static std::shared_ptr<KitSession> create(QList<DeviceUrl> ports);
    ~KitSession() override = default;

    /// Opens every port and learns who is there. Fails when no port opens or answers.
    [[nodiscard]] virtual QCoro::Task<Result<void>> open(std::stop_token stop) = 0;
    virtual void close() = 0;

    /// A recording is shown, no kit is there.
    [[nodiscard]] virtual bool isReplay() const { return false; }
    [[nodiscard]] virtual SessionState state() const = 0;
    [[nodiscard]] virtual std::optional<Error> lastError() const = 0;
    /// Ports that did not open, or were lost, beside others that are there.
    [[nodiscard]] virtual QList<MissingPort> missingPorts() const { return {}; }
    [[nodiscard]] virtual LinkLoss loss() const { return LinkLoss::None; }
    [[nodiscard]] virtual QList<DeviceUrl> ports() const = 0;
    [[nodiscard]] virtual KitIdentity identity() const = 0;
    [[nodiscard]] virtual LinkCounters counters() const = 0;
    /// Kit clock to host clock (piecewise linear), with its uncertainty and drift. Where only a power meter gives a
    /// time axis it is the host's clock itself.
    [[nodiscard]] virtual ClockMap clock() const = 0;

    /// Capabilities; null when the open ports do not give it.
    [[nodiscard]] virtual std::shared_ptr<PowerSource> powerSource() const = 0;
    [[nodiscard]] virtual std::shared_ptr<LatencyProbe> latencyProbe() const = 0;
    [[nodiscard]] virtual std::shared_ptr<ModemStatus> modemStatus() const = 0;
    [[nodiscard]] virtual std::shared_ptr<CardChannel> cardChannel() const = 0;
    [[nodiscard]] virtual std::shared_ptr<PromptRunner> promptRunner() const = 0;
    [[nodiscard]] virtual std::shared_ptr<TokenAccount> tokenAccount() const = 0;
    [[nodiscard]] virtual std::shared_ptr<FirmwareTarget> firmwareTarget() const = 0;
    [[nodiscard]] virtual std::shared_ptr<Attestation> attestation() const = 0;
    [[nodiscard]] virtual std::shared_ptr<Console> console() const = 0;
    /// What can be set on a power meter beside the kit; null without a port of that role. It is no row of Capability: a
    /// kit without one lacks nothing.
    [[nodiscard]] virtual std::shared_ptr<PowerMeter> powerMeter() const { return nullptr; }

    /// The samples' voltage is the one set on a power meter, not measured.
    [[nodiscard]] virtual bool voltageIsSet() const { return powerMeter() != nullptr; }

    /// Roles that would give a capability this session lacks.
    [[nodiscard]] static QList<PortRole> rolesGiving(Capability capability);
    /// Waits until the kit is connected again after a loss or reset, or fails by Timeout.
    [[nodiscard]] virtual QCoro::Task<Result<void>> waitConnected(int timeoutMs, std::stop_token stop) = 0;

Q_SIGNALS:
    void stateChanged(device_link::SessionState state);
    void lossChanged(device_link::LinkLoss loss); ///< before stateChanged() where both change
    void identityChanged();
    void capabilitiesChanged();
    void event(const device_link::KitEvent &event); ///< every event once, in sequence, replayed ones included
    void promptReplayed(const device_link::PromptEvent &event); ///< of a recording: there is no PromptRunner to tell
    void replayed();                                            ///< everything of a recording was told
    void rebooted(quint32 bootId);
};

} // namespace device_link
