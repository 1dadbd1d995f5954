// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/ppk2_client.h"
#include "device_link/protocols/ppk2_receiver.h"
#include "device_link/session/clock_map.h"
#include "device_link/session/power_source.h"

#include <QTimer>

#include <functional>

namespace device_link {

/// The stream of a PPK2. It has one rate, 100 kS/s, and gives it whatever is asked: grant() tells. Samples are stamped
/// on the host's monotonic clock, or where a kit gives the time axis, on that kit's.
class Ppk2PowerSource : public PowerSource, public std::enable_shared_from_this<Ppk2PowerSource>
{
    Q_OBJECT
public:
    explicit Ppk2PowerSource(std::shared_ptr<Ppk2Client> client);

    /// Cancelled also when a newer start or stop came meanwhile; BadReply when the meter does not stop what an earlier
    /// program has started.
    [[nodiscard]] QCoro::Task<Result<StreamGrant>> start(double rateHz, std::stop_token stop) override;
    /// BadReply when the meter goes on all the same.
    [[nodiscard]] QCoro::Task<Result<void>> stop() override;
    [[nodiscard]] bool running() const override { return m_running; }
    [[nodiscard]] StreamGrant grant() const override { return m_grant; }
    [[nodiscard]] QList<double> rates() const override { return {double(framing::kPpk2RateHz)}; }
    [[nodiscard]] std::shared_ptr<const SampleView> store() const override { return m_store; }

    /// What takes the bytes in the link thread.
    [[nodiscard]] std::shared_ptr<Ppk2Receiver> receiver() const { return m_receiver; }
    /// The clock of the kit beside the meter; empty or invalid: there is none. Asked at the start and twice a second.
    void setKitClock(std::function<ClockMap()> clock) { m_kitClock = std::move(clock); }
    /// The kit is in this boot: what a stopped stream measured in another is on a time axis that is no more.
    void leaveOtherBoots(quint32 bootId);
    /// The port is gone; running() stays, resume() goes on.
    void suspend();
    /// The session is closed: the meter is told to stop, so that it does not go on into a port that nobody reads.
    void leave();
    /// The meter is back: a running stream is started again, into the same store.
    void resume();

Q_SIGNALS:
    /// Bytes are expected from now on, or no longer.
    void streaming(bool on);

private:
    static QCoro::Task<Result<StreamGrant>> startStream(
        std::shared_ptr<Ppk2PowerSource> self, double rateHz, bool resumed, std::stop_token stop);
    static QCoro::Task<Result<void>> stopStream(std::shared_ptr<Ppk2PowerSource> self);
    [[nodiscard]] Result<void> begin(double requestedHz, bool resumed);
    void finish();
    void followKitClock();
    void takeSettings();
    void setRunning(bool running);

    std::shared_ptr<Ppk2Client> m_client;
    std::shared_ptr<Ppk2Receiver> m_receiver;
    std::shared_ptr<SampleStore> m_store;
    std::function<ClockMap()> m_kitClock;
    QTimer m_clockTimer;
    StreamGrant m_grant;
    quint32 m_bootId = 0;     ///< of the kit whose clock is the axis; 0: the host's
    quint32 m_generation = 0; ///< the newest start or stop wins
    bool m_running = false;
};

} // namespace device_link
