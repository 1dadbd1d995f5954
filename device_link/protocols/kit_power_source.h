// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/aiesim_client.h"
#include "device_link/protocols/sample_receiver.h"
#include "device_link/session/kit_event.h"
#include "device_link/session/power_source.h"

namespace device_link {

/// The "power" stream of a kit (PROTOCOL.md §5.6, §7).
class KitPowerSource : public PowerSource, public std::enable_shared_from_this<KitPowerSource>
{
    Q_OBJECT
public:
    explicit KitPowerSource(std::shared_ptr<AiesimClient> client);

    [[nodiscard]] QCoro::Task<Result<StreamGrant>> start(double rateHz, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<void>> stop() override;
    [[nodiscard]] bool running() const override { return m_running; }
    [[nodiscard]] StreamGrant grant() const override { return m_grant; }
    [[nodiscard]] QList<double> rates() const override { return m_rates; }
    [[nodiscard]] std::shared_ptr<const SampleView> store() const override { return m_store; }

    /// What a session before this one measured: it goes on in there when the kit is still in the same boot.
    void offerEarlier(std::shared_ptr<SampleStore> samples) { m_earlier = std::move(samples); }
    [[nodiscard]] const std::shared_ptr<SampleStore> &samples() const { return m_store; }
    /// What takes the blocks in the link thread.
    [[nodiscard]] std::shared_ptr<SampleReceiver> receiver() const { return m_receiver; }
    /// Events of the kit: stream.stopped.
    void take(const KitEvent &event);
    /// The kit is in this boot: what a stopped stream measured in another is on a time axis that is no more.
    void leaveOtherBoots(quint32 bootId);
    /// The port is gone; running() stays, resume() goes on.
    void suspend();
    /// The session was closed.
    void finish();
    /// The kit is back: a running stream is asked for again, into the same store in the same boot; again and again
    /// while it does not answer.
    void resume(quint32 bootId);
    /// Reads stream.list.
    [[nodiscard]] static QCoro::Task<Result<void>> refresh(std::shared_ptr<KitPowerSource> self, std::stop_token stop);

private:
    struct Granted;
    static QCoro::Task<Result<StreamGrant>> startStream(
        std::shared_ptr<KitPowerSource> self, double rateHz, bool resumed, std::stop_token stop);
    static QCoro::Task<void> goOn(std::shared_ptr<KitPowerSource> self);
    static QCoro::Task<Result<void>> stopStream(std::shared_ptr<KitPowerSource> self);
    [[nodiscard]] static Result<Granted> parseGrant(const QCborMap &body);
    void apply(const Granted &granted, double requestedHz, bool resumed);
    void setRunning(bool running);

    std::shared_ptr<AiesimClient> m_client;
    std::shared_ptr<SampleReceiver> m_receiver;
    std::shared_ptr<SampleStore> m_store, m_earlier;
    QList<double> m_rates;
    StreamGrant m_grant;
    quint32 m_bootId = 0;
    quint32 m_generation = 0; ///< the newest start or stop wins
    quint8 m_streamId = 0;
    bool m_running = false;
    bool m_starting = false; ///< the newest start was not answered yet
};

} // namespace device_link
