// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/clock_sync.h"

#include "device_link/protocols/cbor_reader.h"

#include <QPointer>

namespace device_link {

namespace {

constexpr int kQuickExchanges = 12;
constexpr int kQuickMs = 75;
constexpr int kSlowMs = 1000;
constexpr int kTimeoutMs = 1000;

} // namespace

ClockSync::ClockSync(std::shared_ptr<AiesimClient> client)
    : m_client(std::move(client))
{
    connect(&m_timer, &QTimer::timeout, this, &ClockSync::ask);
}

void ClockSync::start()
{
    m_quick = kQuickExchanges;
    m_timer.start(kQuickMs);
    ask();
}

void ClockSync::stop() { m_timer.stop(); }

void ClockSync::ask()
{
    if (m_waiting)
        return; // a late answer would be a bad exchange anyway
    if (m_quick > 0 && --m_quick == 0)
        m_timer.start(kSlowMs);
    m_waiting = true;
    m_client->callOnce(
        AiesimCommand::Time, QCborMap(), kTimeoutMs, [self = QPointer<ClockSync>(this)](const Result<SmpReply> &reply) {
            if (!self)
                return;
            self->m_waiting = false;
            if (reply)
                self->take(*reply);
        });
}

void ClockSync::take(const SmpReply &reply)
{
    CborReader reader(reply.body, QStringLiteral("time"));
    const std::int64_t kitNs = reader.kitTime();
    const quint32 bootId = reader.u32("boot");
    if (reader.failed() || reply.sentNs == 0)
        return;
    ClockMap::Exchange exchange;
    exchange.hostBeforeNs = reply.sentNs;
    exchange.hostAfterNs = reply.receivedNs;
    exchange.kitNs = kitNs;
    m_map.add(bootId, exchange);
}

} // namespace device_link
