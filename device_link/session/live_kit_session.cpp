// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/live_kit_session.h"

#include "device_link/protocols/kit_latency_probe.h"
#include "device_link/protocols/kit_power_source.h"
#include "device_link/protocols/ppk2_power_source.h"
#include "device_link/protocols/smp_firmware_target.h"
#include "device_link/session/host_clock.h"
#include "device_link/session/replay/recorded_kit_session.h"
#include "device_link/session/state_wait.h"

#include <QCoroFuture>

#include <algorithm>
#include <array>

namespace device_link {

namespace {

constexpr int kPollMs = 500;
constexpr std::array<PortRole, 4> kLeading{PortRole::Kit, PortRole::At, PortRole::Console, PortRole::Meter};

} // namespace

std::shared_ptr<KitSession> KitSession::create(QList<DeviceUrl> ports, Options options)
{
    if (ports.size() == 1 && ports.first().scheme == DeviceUrl::Scheme::File)
        return std::make_shared<RecordedKitSession>(ports.first());
    return std::make_shared<LiveKitSession>(std::move(ports), options);
}

std::shared_ptr<KitSession> KitSession::create(QList<DeviceUrl> ports) { return create(std::move(ports), Options()); }

LiveKitSession::LiveKitSession(QList<DeviceUrl> urls, Options options)
    : m_urls(std::move(urls))
    , m_options(options)
{
    connect(&m_poll, &QTimer::timeout, this, [this] {
        if (m_eventPort && m_eventPort->up && m_eventPort->smp->isIdle())
            m_eventPort->events->poll();
    });
}

LiveKitSession::~LiveKitSession()
{
    for (const std::shared_ptr<Port> &port : m_ports)
        port->link->disconnect(this);
    letGo();
}

void LiveKitSession::letGo()
{
    ++m_generation;
    m_life.request_stop();
    m_hurry.request_stop();
    m_poll.stop();
    if (m_give.meterPower)
        m_give.meterPower->leave(); // while its port is open
    for (const std::shared_ptr<Port> &port : m_ports) {
        port->up = false;
        if (port->clock)
            port->clock->stop();
        if (port->events)
            port->events->suspend();
        port->link->close(); // ends every request that waits
    }
    if (m_give.kitPower)
        m_give.kitPower->finish();
    if (m_give.kitProbe)
        m_give.kitProbe->abort(Error(Fault::LinkLost, QStringLiteral("the session was closed")));
}

void LiveKitSession::close()
{
    if (m_state == SessionState::Closed)
        return;
    const Self keep = weak_from_this().lock();
    letGo();
    if (m_virtualKit)
        m_virtualKit.release()->deleteLater(); // this may come from its own signal
    setState(SessionState::Closed);
}

Error LiveKitSession::failed(const Error &error, quint32 generation)
{
    if (generation != m_generation)
        return Error(Fault::Cancelled, QStringLiteral("the session was closed"));
    m_lastError = error;
    letGo();
    if (m_virtualKit)
        m_virtualKit.release()->deleteLater();
    setState(error.fault() == Fault::Cancelled ? SessionState::Closed : SessionState::Failed);
    return error;
}

QCoro::Task<Result<void>> LiveKitSession::open(std::stop_token stop) { return openSession(shared_from_this(), stop); }

void LiveKitSession::makePorts(const QList<DeviceUrl> &urls)
{
    // Old ports may be in the middle of telling us something: they go when the event loop is next at work.
    QMetaObject::invokeMethod(
        this, [old = std::move(m_ports)] {}, Qt::QueuedConnection);
    m_ports.clear();
    for (const DeviceUrl &url : urls) {
        m_ports.push_back(std::make_shared<Port>(url, m_options.requestTimeoutMs));
        m_ports.back()->link->setFrameTaps(m_frameTaps);
        connectPort(m_ports.back());
    }
}

void LiveKitSession::connectPort(const std::shared_ptr<Port> &port)
{
    const std::weak_ptr<Port> weak = port;
    connect(port->link.get(), &MessagePipe::closed, this, [this, weak](const Error &error) {
        if (const std::shared_ptr<Port> lost = weak.lock())
            onPortClosed(lost, error);
    });
    if (!port->events)
        return;
    connect(port->events.get(), &EventReceiver::otherBootSeen, this, [this, weak] {
        if (const std::shared_ptr<Port> restarted = weak.lock())
            onKitRestarted(restarted, 0);
    });
}

void LiveKitSession::setAside(const std::shared_ptr<Port> &port)
{
    port->up = false;
    if (port->clock)
        port->clock->stop();
    if (port->events)
        port->events->suspend();
    if (port->role() == PortRole::Kit && m_give.kitPower)
        m_give.kitPower->suspend();
    if (port->role() == PortRole::Meter && m_give.meterPower)
        m_give.meterPower->suspend();
    if (port == m_eventPort && m_give.kitProbe)
        m_give.kitProbe->abort(port->error.value_or(Error(Fault::LinkLost, QStringLiteral("the kit restarted"))));
}

void LiveKitSession::onPortClosed(const std::shared_ptr<Port> &port, const Error &error)
{
    if (!port->up)
        return;
    const Self keep = weak_from_this().lock();
    port->error = error;
    setAside(port);
    m_lastError = error;
    if (m_state == SessionState::Connecting)
        return; // openSession() looks after it
    if (!port->returning)
        startReturn(port, Return());
    updateState();
}

void LiveKitSession::onKitRestarted(const std::shared_ptr<Port> &port, int firstDelayMs)
{
    const Self keep = weak_from_this().lock();
    if (!port->up || port->returning)
        return;
    port->error = Error(Fault::LinkLost, QStringLiteral("the kit restarts"));
    const quint32 boot = port->hello ? port->hello->bootId : 0;
    setAside(port);
    Return how;
    how.firstDelayMs = firstDelayMs;
    how.bootToLeave = boot;
    if (!m_options.reconnect)
        port->link->close();
    startReturn(port, how);
    updateState();
}

void LiveKitSession::portIsBack(const std::shared_ptr<Port> &port)
{
    port->returning = false;
    port->error.reset();
    m_lastError.reset();
    takeCapabilities();
    joinIdentity();
    updateState();
}

void LiveKitSession::takeCapabilities()
{
    const std::shared_ptr<FirmwareTarget> before = m_give.firmwareTarget;
    if (!addCapabilities(m_give, m_ports))
        return;
    if (m_give.kitPower && m_earlier)
        m_give.kitPower->offerEarlier(std::exchange(m_earlier, nullptr));
    takeEventPort();
    shareKitClock();
    const auto firmware = std::dynamic_pointer_cast<SmpFirmwareTarget>(m_give.firmwareTarget);
    if (firmware && firmware != before) {
        connect(firmware.get(), &SmpFirmwareTarget::resetAccepted, this, [this, smp = firmware->smp()] {
            for (const std::shared_ptr<Port> &port : std::vector(m_ports)) {
                if (port->smp == smp)
                    onKitRestarted(port, port->isKit() ? 200 : 1500); // a stock board resets 250 ms after its answer
            }
        });
    }
    Q_EMIT capabilitiesChanged();
}

void LiveKitSession::takeEventPort()
{
    for (const PortRole role : {PortRole::Kit, PortRole::Console}) {
        for (const std::shared_ptr<Port> &port : m_ports) {
            if (m_eventPort || !port->up || port->role() != role || !port->isKit())
                continue;
            m_eventPort = port;
            connect(port->events.get(), &EventReceiver::event, this, &LiveKitSession::onEvent);
            connect(port->events.get(), &EventReceiver::bootChanged, this, &LiveKitSession::onBootChanged);
            if (role == PortRole::Console)
                m_poll.start(kPollMs);
        }
    }
}

void LiveKitSession::onBootChanged(quint32 bootId)
{
    if (m_give.kitPower)
        m_give.kitPower->leaveOtherBoots(bootId);
    if (m_give.meterPower)
        m_give.meterPower->leaveOtherBoots(bootId);
    Q_EMIT rebooted(bootId);
}

void LiveKitSession::onEvent(const KitEvent &kitEvent)
{
    const QString iccid = kitEvent.fields.value(QLatin1String("iccid")).toString();
    const bool otherProfile
        = kitEvent.name == QLatin1String("card.reset") && !iccid.isEmpty() && iccid != m_identity.iccid;
    if (otherProfile) {
        m_eventPort->identity.iccid = iccid;
        m_identity.iccid = iccid;
    }
    Q_EMIT event(kitEvent);
    if (otherProfile)
        Q_EMIT identityChanged();
}

void LiveKitSession::updateState()
{
    if (m_state == SessionState::Closed || m_state == SessionState::Failed)
        return;
    const std::shared_ptr<Port> leading = leadingPort();
    bool restarting = false;
    for (const std::shared_ptr<Port> &port : m_ports)
        restarting = restarting || port->restarting;
    setState(leading && leading->up && !restarting ? SessionState::Connected : SessionState::Lost);
}

LinkLoss LiveKitSession::lossNow() const
{
    if (m_state != SessionState::Lost)
        return LinkLoss::None;
    for (const std::shared_ptr<Port> &port : m_ports) {
        if (port->restarting && !port->overdue)
            return LinkLoss::Restarting;
    }
    const std::shared_ptr<Port> leading = leadingPort();
    const Fault fault = leading && leading->error ? leading->error->fault() : Fault::LinkLost;
    if (leading && leading->taken)
        return LinkLoss::OtherKit;
    if (fault == Fault::HeldByOther)
        return LinkLoss::Held;
    const bool silent = leading && leading->link->shared().fellSilent;
    return silent || fault == Fault::Timeout ? LinkLoss::Silent : LinkLoss::Gone;
}

void LiveKitSession::updateLoss()
{
    const LinkLoss loss = lossNow();
    if (std::exchange(m_loss, loss) != loss)
        Q_EMIT lossChanged(loss);
}

void LiveKitSession::setState(SessionState state)
{
    const bool changed = std::exchange(m_state, state) != state;
    updateLoss();
    if (changed)
        Q_EMIT stateChanged(state);
}

std::shared_ptr<Port> LiveKitSession::leadingPort() const
{
    for (const PortRole role : kLeading) {
        for (const std::shared_ptr<Port> &port : m_ports) {
            if (port->role() == role && port->wasUp)
                return port;
        }
    }
    return nullptr;
}

QList<DeviceUrl> LiveKitSession::ports() const
{
    QList<DeviceUrl> urls;
    for (const std::shared_ptr<Port> &port : m_ports)
        urls.append(port->link->url());
    return urls.isEmpty() ? m_urls : urls;
}

QList<MissingPort> LiveKitSession::missingPorts() const
{
    QList<MissingPort> missing;
    for (const std::shared_ptr<Port> &port : m_ports) {
        if (!port->up && port->error)
            missing.append({port->link->url(), *port->error});
    }
    return missing;
}

LinkCounters LiveKitSession::counters() const
{
    LinkCounters sum;
    for (const std::shared_ptr<Port> &port : m_ports) {
        const LinkShared &shared = port->link->shared();
        sum.bytesIn += shared.bytesIn;
        sum.bytesOut += shared.bytesOut;
        sum.badFrames += shared.badFrames;
        sum.unknownChannel += shared.unknownChannel;
    }
    if (m_eventPort) {
        sum.eventsMissed = m_eventPort->events->missed();
        sum.eventsReplayed = m_eventPort->events->replayed();
    }
    return sum;
}

ClockMap LiveKitSession::kitClock() const { return m_eventPort ? m_eventPort->clock->map() : ClockMap(); }

ClockMap LiveKitSession::clock() const
{
    ClockMap map = kitClock();
    if (!m_eventPort && m_give.meterPower) {
        const std::int64_t now = hostNowNs(); // the host's clock to itself
        ClockMap::Exchange exchange;
        exchange.hostBeforeNs = exchange.hostAfterNs = exchange.kitNs = now;
        map.add(0, exchange);
    }
    return map;
}

/// One time axis: where there is a kit with a clock, a meter's samples are placed on it.
void LiveKitSession::shareKitClock()
{
    if (!m_give.meterPower)
        return;
    m_give.meterPower->setKitClock([weak = weak_from_this()] {
        const Self self = weak.lock();
        return self ? self->kitClock() : ClockMap();
    });
}

std::vector<std::shared_ptr<Port>> LiveKitSession::portsByPreference() const
{
    std::vector<std::shared_ptr<Port>> ports = m_ports;
    std::ranges::stable_partition(
        ports, [](const std::shared_ptr<Port> &port) { return port->role() == PortRole::Meter; });
    return ports;
}

QCoro::Task<Result<void>> LiveKitSession::waitConnected(int timeoutMs, std::stop_token stop)
{
    return waitForConnection(shared_from_this(), timeoutMs, stop);
}

} // namespace device_link
