// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe_service.h"

#include "virtual_kit/physics/constants.h"

#include <utility>

namespace virtual_kit {

ProbeService::ProbeService(
    std::uint64_t seed, Simulation &simulation, RadioModel &radio, EventLog &events, TruthLog &truth)
    : m_simulation(simulation)
    , m_radio(radio)
    , m_events(events)
    , m_truth(truth)
    , m_path(seed, "probe", radio.profile())
{
}

void ProbeService::start(const ProbeAsk &ask)
{
    if (m_running)
        return;
    m_ask = ask;
    m_running = true;
    ++m_run;
    m_sent = 0;
    send();
}

void ProbeService::stop()
{
    m_running = false;
    ++m_run;
    m_simulation.cancel(std::exchange(m_next, 0));
    for (const auto &[index, flight] : std::exchange(m_flights, {}))
        m_simulation.cancel(flight.timer);
}

void ProbeService::send()
{
    const std::uint32_t index = m_sent++;
    Flight &flight = m_flights[index];
    flight.sent = m_simulation.now();
    flight.timer = m_simulation.after(kLostAfter, [this, index] { lost(index); });
    m_radio.connect([this, index, run = m_run](bool ok) {
        if (ok && run == m_run)
            onAir(index);
    });
    m_next = 0;
    if (m_sent < m_ask.count)
        m_next = m_simulation.after(m_ask.interval, [this] { send(); });
}

/// The packet leaves; without an answer the flight ends by its loss timer.
void ProbeService::onAir(std::uint32_t index)
{
    const auto it = m_flights.find(index);
    if (it == m_flights.end())
        return;
    const auto packet = static_cast<SimTime>(constant("burst", "probe_ms")) * kMillisecond;
    m_radio.burst(RadioBurst::Transmit, packet);
    const RoundTrip trip = m_path.roundTrip(m_ask.tier);
    Flight &flight = it->second;
    flight.radio = m_simulation.now() - flight.sent + trip.radio;
    flight.core = trip.core;
    const SimTime rtt = flight.radio + flight.core;
    if (trip.lost || rtt >= kLostAfter)
        return;
    m_simulation.cancel(flight.timer);
    flight.timer = m_simulation.at(flight.sent + rtt, [this, index] { arrived(index); });
}

void ProbeService::arrived(std::uint32_t index)
{
    if (!m_radio.isCamped()) { // the cell went away while the answer was under way
        Flight &flight = m_flights[index];
        flight.timer = m_simulation.at(flight.sent + kLostAfter, [this, index] { lost(index); });
        return;
    }
    m_radio.burst(RadioBurst::Receive, static_cast<SimTime>(constant("burst", "probe_ms")) * kMillisecond);
    tell(index, m_flights.extract(index).mapped(), false);
}

void ProbeService::lost(std::uint32_t index) { tell(index, m_flights.extract(index).mapped(), true); }

void ProbeService::tell(std::uint32_t index, const Flight &flight, bool lost)
{
    QCborMap fields;
    fields.insert(QLatin1String("id"), static_cast<qint64>(m_ask.id));
    fields.insert(QLatin1String("i"), static_cast<qint64>(index));
    fields.insert(QLatin1String("tier"), QString::fromStdString(std::string(name(m_ask.tier))));
    fields.insert(QLatin1String("sent"), static_cast<qint64>(m_events.kitTime(flight.sent)));
    if (!lost) {
        fields.insert(QLatin1String("rtt"), static_cast<qint64>(flight.radio + flight.core));
        fields.insert(QLatin1String("radio"), static_cast<qint64>(flight.radio));
        fields.insert(QLatin1String("core"), static_cast<qint64>(flight.core));
    }
    m_running = m_sent < m_ask.count || !m_flights.empty();
    m_events.send("probe", fields);
    m_truth.add("probe",
        {{QLatin1String("id"), static_cast<qint64>(m_ask.id)}, {QLatin1String("i"), static_cast<qint64>(index)},
            {QLatin1String("rtt"), lost ? QJsonValue() : QJsonValue(static_cast<qint64>(flight.radio + flight.core))}});
}

} // namespace virtual_kit
