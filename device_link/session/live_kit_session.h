// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/capabilities.h"
#include "device_link/session/frame_tap.h"
#include "device_link/session/kit_session.h"
#include "device_link/session/port.h"
#include "device_link/session/virtual_kit_process.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace device_link {

class SampleStore;

class UsbBus;

/// The session: opens its ports, feeds the capabilities, brings lost ports back.
/// The state is that of the leading port, the first of kit, at, console, meter that ever answered; the others come and
/// go without changing it.
class LiveKitSession : public KitSession, public std::enable_shared_from_this<LiveKitSession>
{
    Q_OBJECT
public:
    LiveKitSession(QList<DeviceUrl> urls, Options options);
    ~LiveKitSession() override;

    [[nodiscard]] QCoro::Task<Result<void>> open(std::stop_token stop) override;
    void close() override;
    [[nodiscard]] QCoro::Task<Result<void>> waitConnected(int timeoutMs, std::stop_token stop) override;

    [[nodiscard]] SessionState state() const override { return m_state; }
    [[nodiscard]] std::optional<Error> lastError() const override { return m_lastError; }
    [[nodiscard]] QList<MissingPort> missingPorts() const override;
    [[nodiscard]] LinkLoss loss() const override { return m_loss; }
    [[nodiscard]] QList<DeviceUrl> ports() const override;
    [[nodiscard]] KitIdentity identity() const override { return m_identity; }
    [[nodiscard]] LinkCounters counters() const override;
    [[nodiscard]] ClockMap clock() const override;

    [[nodiscard]] std::shared_ptr<PowerSource> powerSource() const override { return m_give.powerSource; }
    [[nodiscard]] std::shared_ptr<LatencyProbe> latencyProbe() const override { return m_give.latencyProbe; }
    [[nodiscard]] std::shared_ptr<ModemStatus> modemStatus() const override { return m_give.modemStatus; }
    [[nodiscard]] std::shared_ptr<CardChannel> cardChannel() const override { return m_give.cardChannel; }
    [[nodiscard]] std::shared_ptr<PromptRunner> promptRunner() const override { return m_give.promptRunner; }
    [[nodiscard]] std::shared_ptr<TokenAccount> tokenAccount() const override { return m_give.tokenAccount; }
    [[nodiscard]] std::shared_ptr<FirmwareTarget> firmwareTarget() const override { return m_give.firmwareTarget; }
    [[nodiscard]] std::shared_ptr<Attestation> attestation() const override { return m_give.attestation; }
    [[nodiscard]] std::shared_ptr<Console> console() const override { return m_give.console; }
    [[nodiscard]] std::shared_ptr<PowerMeter> powerMeter() const override { return m_give.powerMeter; }
    /// What goes over its ports, for who wants to look.
    [[nodiscard]] std::shared_ptr<FrameTaps> frameTaps() const { return m_frameTaps; }

private:
    using Self = std::shared_ptr<LiveKitSession>;
    /// How a port is to be brought back.
    struct Return {
        int firstDelayMs = 0;
        quint32 bootToLeave = 0; ///< not back before the kit has another boot id; 0: any
    };

    static QCoro::Task<Result<void>> openSession(Self self, std::stop_token stop);
    static QCoro::Task<Result<QList<DeviceUrl>>> resolve(Self self, std::stop_token stop);
    static QCoro::Task<Result<void>> bringUpAll(Self self, std::stop_token stop);
    static QCoro::Task<void> bringBack(
        std::weak_ptr<LiveKitSession> weak, std::shared_ptr<Port> port, Return how, std::stop_token life);
    static std::stop_token hurryOf(const std::weak_ptr<LiveKitSession> &weak);
    static QCoro::Task<Result<void>> restore(Self self, std::shared_ptr<Port> port, std::stop_token stop);

    void makePorts(const QList<DeviceUrl> &urls);
    void connectPort(const std::shared_ptr<Port> &port);
    void onPortClosed(const std::shared_ptr<Port> &port, const Error &error);
    void onKitRestarted(const std::shared_ptr<Port> &port, int firstDelayMs);
    void setAside(const std::shared_ptr<Port> &port);
    void startReturn(const std::shared_ptr<Port> &port, Return how);
    /// What speaks against taking the port back; empty when it is our kit, in the boot we wait for.
    /// BadArgument when the port's identity differs from that of a port that is up.
    [[nodiscard]] std::optional<Error> otherKit(const Port &port) const;
    [[nodiscard]] std::optional<Error> objection(const Port &port, const Return &how, qint64 sinceMs) const;
    void portIsBack(const std::shared_ptr<Port> &port);
    void watchUsb();
    void takeCapabilities();
    void takeEventPort();
    void onBootChanged(quint32 bootId);
    void onEvent(const KitEvent &event);
    void joinIdentity();
    void updateState();
    [[nodiscard]] LinkLoss lossNow() const;
    void updateLoss();
    void setState(SessionState state);
    Error failed(const Error &error, quint32 generation);
    void letGo();
    [[nodiscard]] std::shared_ptr<Port> leadingPort() const;
    /// The ports in the order in which they are brought up: of two that give a capability the first wins.
    [[nodiscard]] std::vector<std::shared_ptr<Port>> portsByPreference() const;
    [[nodiscard]] ClockMap kitClock() const;
    void shareKitClock();

    QList<DeviceUrl> m_urls;
    Options m_options;
    std::vector<std::shared_ptr<Port>> m_ports;
    std::shared_ptr<Port> m_eventPort; ///< whose events are ours
    std::unique_ptr<VirtualKitProcess> m_virtualKit;
    Capabilities m_give;
    std::shared_ptr<SampleStore> m_earlier; ///< samples of before the session was closed
    std::shared_ptr<FrameTaps> m_frameTaps = std::make_shared<FrameTaps>();
    KitIdentity m_identity;
    std::optional<Error> m_lastError;
    SessionState m_state = SessionState::Closed;
    LinkLoss m_loss = LinkLoss::None;
    quint32 m_generation = 0;      ///< of opening; close() makes a new one
    std::stop_source m_life;       ///< of what runs by itself while open
    std::stop_source m_hurry;      ///< ends the waits between two tries to bring a port back
    std::shared_ptr<UsbBus> m_usb; ///< tells when to try again; null for a kit that is not on USB
    QTimer m_poll;                 ///< asks a console for events
};

} // namespace device_link
