// SPDX-License-Identifier: GPL-3.0-or-later
// How a session brings a port (back) into use.
#include "device_link/protocols/delay.h"
#include "device_link/protocols/kit_power_source.h"
#include "device_link/protocols/ppk2_power_source.h"
#include "device_link/session/live_kit_session.h"

#include <QCoroFuture>
#include <QElapsedTimer>

#include <algorithm>

namespace device_link {

namespace {

constexpr int kFirstBackoffMs = 200;
constexpr int kLastBackoffMs = 2000;
/// A kit that accepted a reset is given this long to show another boot id.
constexpr qint64 kRestartPatienceMs = 10000;
constexpr int kRestartAskMs = 300;
/// A swap of two full slots takes a board tens of seconds; after this it is not "restarting" any more.
constexpr qint64 kOverdueMs = 60000;

void fillBlank(QString &to, const QString &from)
{
    if (to.isEmpty())
        to = from;
}

void fillBlanks(KitIdentity &to, const KitIdentity &from)
{
    for (QString KitIdentity::*field : {&KitIdentity::serial, &KitIdentity::vendor, &KitIdentity::model,
             &KitIdentity::hardware, &KitIdentity::firmware, &KitIdentity::eid, &KitIdentity::imei, &KitIdentity::iccid,
             &KitIdentity::deviceKind, &KitIdentity::network})
        fillBlank(to.*field, from.*field);
    if (!to.simulated)
        to.simulated = from.simulated;
    if (!to.batteryMah)
        to.batteryMah = from.batteryMah;
    if (to.bootId == 0)
        to.bootId = from.bootId;
    if (to.protocolVersion == 0)
        to.protocolVersion = from.protocolVersion;
}

/// Empty, or what shows that two ports belong to different kits.
QString difference(const KitIdentity &a, const KitIdentity &b)
{
    const auto differ
        = [](const QString &one, const QString &other) { return !one.isEmpty() && !other.isEmpty() && one != other; };
    if (differ(a.serial, b.serial))
        return QStringLiteral("serial number %1, not %2").arg(a.serial, b.serial);
    if (differ(a.imei, b.imei))
        return QStringLiteral("IMEI %1, not %2").arg(a.imei, b.imei);
    return {};
}

} // namespace

std::optional<Error> LiveKitSession::otherKit(const Port &port) const
{
    for (const std::shared_ptr<Port> &other : m_ports) {
        const QString found
            = other.get() != &port && other->up ? difference(port.identity, other->identity) : QString();
        if (!found.isEmpty()) {
            return Error(Fault::BadArgument,
                QStringLiteral("%1 is a port of another kit: %2").arg(toString(port.link->url()), found));
        }
    }
    return std::nullopt;
}

void LiveKitSession::joinIdentity()
{
    KitIdentity joined;
    for (const bool kitsFirst : {true, false}) {
        for (const std::shared_ptr<Port> &port : m_ports) {
            if (port->wasUp && port->role() != PortRole::Meter && port->isKit() == kitsFirst)
                fillBlanks(joined, port->identity);
        }
    }
    // A meter is not the kit: it has a say only where nobody else has, or where its figures are simulated.
    for (const std::shared_ptr<Port> &port : m_ports) {
        if (port->wasUp && port->role() == PortRole::Meter && leadingPort() == port)
            joined = port->identity;
        else if (port->wasUp && port->role() == PortRole::Meter && port->identity.simulated.value_or(false))
            joined.simulated = true;
    }
    if (joined == m_identity)
        return;
    m_identity = joined;
    Q_EMIT identityChanged();
}

QCoro::Task<Result<void>> LiveKitSession::restore(Self self, std::shared_ptr<Port> port, std::stop_token stop)
{
    if (port->role() == PortRole::Meter && self->m_give.meterPower)
        self->m_give.meterPower->resume();
    if (!port->isKit())
        co_return Result<void>();
    if (port->role() == PortRole::Kit) {
        port->link->watchLiveness();
        if (self->m_give.kitPower)
            self->m_give.kitPower->resume(port->hello->bootId);
    }
    if (port != self->m_eventPort)
        co_return Result<void>();
    port->clock->start();
    const Capabilities give = self->m_give;
    const Result<void> refreshed = co_await refreshCapabilities(give, stop);
    if (!refreshed)
        co_return refreshed;
    const Result<void> synchronised = co_await EventReceiver::synchronise(port->events, port->hello->bootId, stop);
    co_return synchronised;
}

void LiveKitSession::startReturn(const std::shared_ptr<Port> &port, Return how)
{
    if (!m_options.reconnect)
        return;
    port->returning = true;
    port->overdue = port->taken = false;
    port->restarting = how.bootToLeave != 0 || how.firstDelayMs > 0;
    bringBack(weak_from_this(), port, how, m_life.get_token());
}

std::optional<Error> LiveKitSession::objection(const Port &port, const Return &how, qint64 sinceMs) const
{
    const QString found = difference(port.identity, m_identity);
    if (!found.isEmpty())
        return Error(Fault::NotFound, QStringLiteral("another kit is there now (%1)").arg(found));
    const bool sameBoot = how.bootToLeave != 0 && port.hello && port.hello->bootId == how.bootToLeave;
    if (sameBoot && sinceMs < kRestartPatienceMs)
        return Error(Fault::Busy, QStringLiteral("the kit has not restarted yet"));
    return std::nullopt;
}

std::stop_token LiveKitSession::hurryOf(const std::weak_ptr<LiveKitSession> &weak)
{
    const Self self = weak.lock();
    return self ? self->m_hurry.get_token() : std::stop_token();
}

QCoro::Task<void> LiveKitSession::bringBack(
    std::weak_ptr<LiveKitSession> weak, std::shared_ptr<Port> port, Return how, std::stop_token life)
{
    QElapsedTimer since;
    since.start();
    int backoffMs = kFirstBackoffMs;
    int waitMs = how.firstDelayMs > 0 ? how.firstDelayMs : kFirstBackoffMs;
    while (true) {
        const std::stop_token hurry = hurryOf(weak);
        const QFuture<Result<void>> waiting = delay(waitMs, hurry);
        const Result<void> waited = co_await waiting;
        if (life.stop_requested())
            co_return;
        if (!waited)
            backoffMs = kFirstBackoffMs; // something was plugged in
        Result<void> up = co_await bringUp(port, life);
        Self self = weak.lock();
        if (!self || life.stop_requested())
            co_return;
        const std::optional<Error> against = up ? self->objection(*port, how, since.elapsed()) : std::nullopt;
        if (against && against->fault() == Fault::Busy) {
            waitMs = kRestartAskMs; // same link, ask again
            continue;
        }
        // A port that is not there is what "lost" means; who asks why must not hear that the name was wrong.
        if (!up && up.error().fault() == Fault::NotFound)
            up = fail(Fault::LinkLost, up.error().detail());
        if (against)
            up = tl::unexpected(*against);
        if (up && port->link->isOpen()) {
            port->up = true;
            up = co_await restore(self, port, life);
            if (life.stop_requested())
                co_return;
        }
        if (up && port->link->isOpen()) {
            port->restarting = false;
            self->portIsBack(port);
            co_return;
        }
        port->up = false;
        port->error = up ? Error(Fault::LinkLost, QStringLiteral("the port closed again")) : up.error();
        self->m_lastError = port->error;
        port->taken = against.has_value();
        port->overdue = since.elapsed() >= kOverdueMs;
        self->updateLoss();
        port->link->close();
        waitMs = backoffMs;
        backoffMs = std::min(backoffMs * 2, kLastBackoffMs);
        self.reset();
    }
}

} // namespace device_link
