// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/ppk2_power_source.h"

#include "device_link/session/host_clock.h"

#include <QCoroFuture>

#include <cmath>

namespace device_link {

namespace {

constexpr int kClockMs = 500;

} // namespace

Ppk2PowerSource::Ppk2PowerSource(std::shared_ptr<Ppk2Client> client)
    : m_client(std::move(client))
    , m_receiver(std::make_shared<Ppk2Receiver>(hostNowNs))
{
    connect(m_client.get(), &PowerMeter::settingsChanged, this, &Ppk2PowerSource::takeSettings);
    connect(&m_clockTimer, &QTimer::timeout, this, &Ppk2PowerSource::followKitClock);
    m_client->setDriftOf([receiver = m_receiver] { return receiver->driftPpm(); });
    takeSettings();
}

void Ppk2PowerSource::takeSettings()
{
    const PowerMeter::Settings settings = m_client->settings();
    m_receiver->setSupplyMilliVolts(settings.sourceMilliVolts);
    m_receiver->setSpikeFilter(settings.spikeFilter);
}

QCoro::Task<Result<StreamGrant>> Ppk2PowerSource::start(double rateHz, std::stop_token stop)
{
    return startStream(shared_from_this(), rateHz, false, stop);
}

QCoro::Task<Result<void>> Ppk2PowerSource::stop() { return stopStream(shared_from_this()); }

QCoro::Task<Result<StreamGrant>> Ppk2PowerSource::startStream(
    std::shared_ptr<Ppk2PowerSource> self, double rateHz, bool resumed, std::stop_token stop)
{
    if (!std::isfinite(rateHz) || rateHz < 0)
        co_return fail(Fault::BadArgument, QStringLiteral("%1 Hz is no sample rate").arg(rateHz));
    const quint32 generation = ++self->m_generation;
    self->m_receiver->end();
    const QFuture<Result<QByteArray>> stopping = self->m_client->quiet(stop);
    const Result<QByteArray> quiet = co_await stopping;
    if (generation != self->m_generation) {
        const Error overtaken(Fault::Cancelled, QStringLiteral("meter: a newer start or stop came"));
        co_return tl::unexpected(quiet ? overtaken : quiet.error());
    }
    Result<void> begun;
    if (quiet)
        begun = self->begin(rateHz, resumed);
    else
        begun = tl::unexpected(quiet.error());
    if (!begun) {
        Q_EMIT self->streaming(false);
        if (begun.error().fault() != Fault::LinkLost || !resumed)
            self->setRunning(false);
        co_return tl::unexpected(begun.error());
    }
    const StreamGrant granted = self->m_grant;
    co_return granted;
}

Result<void> Ppk2PowerSource::begin(double rateHz, bool resumed)
{
    const ClockMap kitClock = m_kitClock ? m_kitClock() : ClockMap();
    const quint32 bootId = kitClock.valid() ? kitClock.bootId() : 0;
    const bool goesOn = m_store && bootId == m_bootId;
    m_bootId = bootId;
    if (!goesOn)
        m_store = std::make_shared<SampleStore>(Ppk2Receiver::streamInfo(bootId));
    Ppk2Receiver::Stream stream;
    stream.store = m_store;
    stream.calibration = Ppk2Calibration(m_client->metadata());
    stream.resumed = goesOn && m_store->received() > 0;
    stream.pause = resumed ? SampleGap::Cause::LinkLost : SampleGap::Cause::NotMeasured;
    followKitClock();
    m_receiver->begin(std::move(stream));
    if (const Result<void> started = m_client->startStream(); !started) {
        m_receiver->end();
        return started;
    }
    m_grant = StreamGrant();
    m_grant.rateHz = framing::kPpk2RateHz;
    m_grant.requestedHz = rateHz > 0 ? rateHz : m_grant.rateHz;
    m_grant.reason = m_grant.reduced() ? QStringLiteral("kit") : QString();
    m_clockTimer.start(kClockMs);
    setRunning(true);
    Q_EMIT streaming(true);
    if (!goesOn)
        Q_EMIT storeChanged();
    return {};
}

/// A kit that has restarted counts its time from 0: what is measured from now on belongs to another store.
void Ppk2PowerSource::followKitClock()
{
    const ClockMap kitClock = m_kitClock ? m_kitClock() : ClockMap();
    const std::int64_t nowNs = hostNowNs();
    const std::optional<std::int64_t> kitNs = kitClock.toKitNs(nowNs);
    if (!kitClock.valid() || !kitNs) {
        if (m_bootId == 0)
            m_receiver->setTimeOffset(0);
        return; // a kit that is away: its last clock is the best that is known
    }
    const bool restarted = kitClock.bootId() != m_bootId;
    if (restarted && m_store) {
        m_bootId = kitClock.bootId();
        m_store = std::make_shared<SampleStore>(Ppk2Receiver::streamInfo(m_bootId));
        m_receiver->continueIn(m_store);
    }
    m_receiver->setTimeOffset(*kitNs - nowNs);
    if (restarted && m_store)
        Q_EMIT storeChanged();
}

/// Waits until the meter is quiet: a link that is closed right after this must not take the command with it.
QCoro::Task<Result<void>> Ppk2PowerSource::stopStream(std::shared_ptr<Ppk2PowerSource> self)
{
    if (!self->m_running)
        co_return Result<void>();
    self->finish();
    const std::stop_token never;
    const QFuture<Result<QByteArray>> stopping = self->m_client->quiet(never);
    const Result<QByteArray> stopped = co_await stopping;
    const bool over = stopped || stopped.error().fault() == Fault::LinkLost // then it is quiet as well
        || stopped.error().fault() == Fault::Cancelled;                     // by a newer start
    if (!over)
        co_return tl::unexpected(stopped.error());
    co_return Result<void>();
}

void Ppk2PowerSource::setRunning(bool running)
{
    if (std::exchange(m_running, running) != running)
        Q_EMIT runningChanged();
}

void Ppk2PowerSource::leaveOtherBoots(quint32 bootId)
{
    if (m_running || !m_store || m_bootId == bootId)
        return;
    m_store.reset();
    Q_EMIT storeChanged();
}

void Ppk2PowerSource::suspend()
{
    ++m_generation;
    m_clockTimer.stop();
    m_receiver->end();
    Q_EMIT streaming(false);
}

void Ppk2PowerSource::leave()
{
    if (m_running)
        m_client->stopStream();
    finish();
}

void Ppk2PowerSource::finish()
{
    suspend();
    setRunning(false);
}

void Ppk2PowerSource::resume()
{
    if (!m_running)
        return;
    const std::stop_token never;
    startStream(shared_from_this(), m_grant.requestedHz, true, never);
}

} // namespace device_link
