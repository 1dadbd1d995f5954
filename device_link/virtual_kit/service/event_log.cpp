// SPDX-License-Identifier: GPL-3.0-or-later
#include "event_log.h"

#include <QCborValue>

#include <algorithm>

namespace virtual_kit {

namespace {

framing::ByteView viewOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

QString latin1(std::string_view text) { return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size())); }

} // namespace

EventLog::EventLog(const Simulation &simulation, Output output)
    : m_simulation(simulation)
    , m_output(std::move(output))
{
}

void EventLog::startBoot(std::uint32_t bootId, SimTime start)
{
    m_bootId = bootId;
    m_start = start;
    m_number = 0;
}

std::int64_t EventLog::kitTime(SimTime t) const { return std::max<SimTime>(0, t - m_start); }

QCborMap EventLog::envelope(std::string_view name) const
{
    QCborMap event;
    event.insert(QLatin1String("b"), static_cast<qint64>(m_bootId));
    event.insert(QLatin1String("n"), static_cast<qint64>(m_number));
    event.insert(QLatin1String("t"), static_cast<qint64>(kitTime(m_simulation.now())));
    event.insert(QLatin1String("e"), latin1(name));
    return event;
}

QCborMap EventLog::send(std::string_view name, const QCborMap &fields)
{
    ++m_number;
    QCborMap event = envelope(name);
    for (auto it = fields.constBegin(); it != fields.constEnd(); ++it)
        event.insert(it.key(), it.value());
    const QByteArray encoded = event.toCborValue().toCbor();
    m_kept.push_back({m_bootId, m_number, static_cast<std::size_t>(encoded.size()), event});
    if (m_kept.size() > kKept)
        m_kept.pop_front();
    if (m_output)
        m_output(viewOf(encoded));
    return event;
}

void EventLog::sendAlive()
{
    if (m_output)
        m_output(viewOf(envelope("alive").toCborValue().toCbor()));
}

EventLog::Page EventLog::page(std::uint32_t bootId, std::uint64_t from, std::size_t maxBytes) const
{
    Page page;
    page.next = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(from, 1, 0xFFFFFFFFu));
    std::size_t used = 0;
    for (const Kept &kept : m_kept) {
        if (kept.bootId != bootId)
            continue;
        if (page.oldest == 0)
            page.oldest = kept.number;
        if (kept.number < from)
            continue;
        used += kept.size;
        if (used > maxBytes) {
            page.end = false;
            break;
        }
        page.events.append(kept.event);
        page.next = kept.number + 1;
    }
    return page;
}

} // namespace virtual_kit
