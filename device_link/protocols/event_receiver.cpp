// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/event_receiver.h"

#include "device_link/protocols/cbor_reader.h"
#include "device_link/session/host_clock.h"

#include <QCoroFuture>

#include <algorithm>

namespace device_link {

namespace {

constexpr std::size_t kMaxHeld = 1024;
/// A kit keeps some hundred events; more pages than this is a kit that never ends.
constexpr int kMaxPages = 4096;
const QLatin1String kAlive("alive");

/// True when asking again would bring nothing else: the kit answered, only not what we hoped for.
bool isFinal(const Error &error)
{
    return error.fault() != Fault::LinkLost && error.fault() != Fault::Timeout && error.fault() != Fault::Cancelled
        && error.fault() != Fault::Busy;
}

} // namespace

Result<KitEvent> parseKitEvent(QCborMap map)
{
    CborReader reader(std::move(map), QStringLiteral("event"));
    KitEvent event;
    event.bootId = reader.u32("b");
    event.sequence = reader.u32("n");
    event.kitTimeNs = reader.kitTime();
    event.name = reader.text("e", 64);
    if (reader.failed())
        return tl::unexpected(reader.error());
    event.fields = reader.map();
    for (const char *key : {"b", "n", "t", "e"})
        event.fields.remove(QLatin1String(key));
    return event;
}

EventReceiver::EventReceiver(std::shared_ptr<AiesimClient> client)
    : m_client(std::move(client))
{
}

void EventReceiver::take(const QByteArray &cbor, std::int64_t hostNs)
{
    const Result<QCborMap> map = decodeCborMap(cbor);
    Result<KitEvent> event = map ? parseKitEvent(*map) : tl::unexpected(map.error());
    if (!event) {
        ++m_malformed;
        return;
    }
    event->hostTimeNs = hostNs;
    const std::shared_ptr<EventReceiver> keep = weak_from_this().lock(); // who gets the event may let go of us
    if (m_mode == Mode::Following)
        accept(*event);
    else if (m_held.size() < kMaxHeld) // what does not fit shows as a gap later, and is fetched
        m_held.push_back(*event);
}

void EventReceiver::poll()
{
    if (m_mode != Mode::Following)
        return;
    m_mode = Mode::Fetching;
    fillGap(shared_from_this());
}

void EventReceiver::suspend()
{
    m_mode = Mode::Suspended;
    m_synchronising = false;
    m_held.clear();
    ++m_round;
}

void EventReceiver::accept(const KitEvent &event)
{
    if (event.bootId != m_bootId) {
        Q_EMIT otherBootSeen(event.bootId);
        return;
    }
    const bool alive = event.name == kAlive;
    if (event.sequence <= m_last) {
        m_repeats += alive ? 0 : 1;
        return;
    }
    if (!alive && event.sequence == m_last + 1)
        return emitNext(event);
    m_announced = std::max(m_announced, event.sequence);
    if (!alive)
        m_held.push_back(event);
    m_mode = Mode::Fetching;
    fillGap(shared_from_this());
}

void EventReceiver::emitNext(KitEvent event)
{
    m_last = event.sequence;
    m_replayed += event.replayed ? 1 : 0;
    Q_EMIT this->event(event);
}

bool EventReceiver::takePage(const QCborMap &page, bool silent, Result<void> &outcome)
{
    CborReader reader(page, QStringLiteral("events.get"));
    const QCborArray events = reader.array("events");
    const bool end = reader.flag("end");
    const quint32 before = m_last;
    for (const QCborValue &value : events) {
        Result<KitEvent> event = parseKitEvent(value.toMap());
        if (!event || event->bootId != m_bootId || event->sequence <= m_last) {
            m_malformed += event ? 0 : 1;
            continue;
        }
        event->hostTimeNs = hostNowNs();
        event->replayed = true;
        if (silent) {
            m_last = event->sequence;
            continue;
        }
        m_missed += event->sequence - m_last - 1; // older than the kit keeps
        emitNext(*event);
    }
    if (reader.failed())
        outcome = tl::unexpected(reader.error());
    return outcome && !end && m_last != before;
}

QCoro::Task<Result<void>> EventReceiver::fetch(std::shared_ptr<EventReceiver> self, bool silent, std::stop_token stop)
{
    const quint32 round = self->m_round;
    bool more = true;
    for (int page = 0; more && page < kMaxPages; ++page) {
        QCborMap body;
        body.insert(QLatin1String("boot"), qint64(self->m_bootId));
        body.insert(QLatin1String("from"), qint64(self->m_last) + 1);
        const QFuture<Result<SmpReply>> asked = self->m_client->call(AiesimCommand::EventsGet, body, stop);
        const Result<SmpReply> answer = co_await asked;
        if (!answer)
            co_return tl::unexpected(answer.error());
        const qint64 current = answer->body.value(QLatin1String("boot")).toInteger(self->m_bootId);
        if (current != self->m_bootId && self->m_mode == Mode::Fetching && !self->m_synchronising)
            Q_EMIT self->otherBootSeen(quint32(current));
        if (round != self->m_round)
            co_return fail(Fault::Cancelled, QStringLiteral("events.get: overtaken"));
        Result<void> outcome;
        more = self->takePage(answer->body, silent, outcome);
        if (!outcome)
            co_return outcome;
        if (round != self->m_round) // a receiver of an event may have closed the session
            co_return fail(Fault::Cancelled, QStringLiteral("events.get: overtaken"));
    }
    co_return Result<void>();
}

void EventReceiver::drain()
{
    m_mode = Mode::Following;
    std::deque<KitEvent> held;
    held.swap(m_held);
    const quint32 round = m_round;
    while (!held.empty() && m_mode == Mode::Following && round == m_round) {
        const KitEvent event = held.front();
        held.pop_front();
        accept(event);
    }
    // A new gap among them: what is left waits for its filling.
    if (round == m_round)
        m_held.insert(m_held.end(), held.begin(), held.end());
}

QCoro::Task<void> EventReceiver::fillGap(std::shared_ptr<EventReceiver> self)
{
    const quint32 round = self->m_round;
    const std::stop_token never;
    const Result<void> fetched = co_await fetch(self, false, never);
    if (round != self->m_round)
        co_return;
    // Without an answer the gap may still be filled later: the next event asks again. A kit that answered has said all.
    const bool final = fetched || isFinal(fetched.error());
    if (final || self->m_held.size() >= kMaxHeld)
        self->giveUpGap();
    self->drain();
}

void EventReceiver::giveUpGap()
{
    quint32 next = m_announced + 1; // alive told of events up to there
    for (const KitEvent &event : m_held) {
        if (event.bootId == m_bootId && event.sequence > m_last)
            next = std::min(next, event.sequence);
    }
    if (next <= m_last + 1)
        return;
    m_missed += next - m_last - 1;
    m_last = next - 1;
}

QCoro::Task<Result<void>> EventReceiver::synchronise(
    std::shared_ptr<EventReceiver> self, quint32 bootId, std::stop_token stop)
{
    const bool first = self->m_bootId == 0;
    const bool rebooted = !first && self->m_bootId != bootId;
    const quint32 round = ++self->m_round;
    self->m_mode = Mode::Fetching;
    self->m_synchronising = true;
    if (rebooted) {
        const Result<void> rest = co_await fetch(self, false, stop);
        if (round != self->m_round)
            co_return fail(Fault::Cancelled, QStringLiteral("events.get: overtaken"));
        if (!rest && !isFinal(rest.error()))
            co_return rest;
    }
    if (first || rebooted) {
        self->m_bootId = bootId;
        self->m_last = 0;
        self->m_announced = 0;
    }
    if (rebooted)
        Q_EMIT self->bootChanged(bootId);
    const Result<void> fetched = co_await fetch(self, first, stop);
    if (round != self->m_round)
        co_return fail(Fault::Cancelled, QStringLiteral("events.get: overtaken"));
    self->m_synchronising = false;
    if (!fetched && !isFinal(fetched.error()))
        co_return fetched;
    self->drain();
    co_return Result<void>();
}

} // namespace device_link
