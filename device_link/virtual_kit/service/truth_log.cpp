// SPDX-License-Identifier: GPL-3.0-or-later
#include "truth_log.h"

#include <QJsonDocument>

namespace virtual_kit {

TruthLog::TruthLog(const Simulation &simulation, const EventLog &events, Sink sink)
    : m_simulation(simulation)
    , m_events(events)
    , m_sink(std::move(sink))
{
}

void TruthLog::add(std::string_view what, QJsonObject fields) const
{
    if (!m_sink)
        return;
    const SimTime now = m_simulation.now();
    fields.insert(QLatin1String("t"), static_cast<qint64>(now));
    fields.insert(QLatin1String("boot"), static_cast<qint64>(m_events.bootId()));
    fields.insert(QLatin1String("kt"), static_cast<qint64>(m_events.kitTime(now)));
    fields.insert(QLatin1String("what"), QString::fromLatin1(what.data(), static_cast<qsizetype>(what.size())));
    const QByteArray line = QJsonDocument(fields).toJson(QJsonDocument::Compact);
    m_sink({line.constData(), static_cast<std::size_t>(line.size())});
}

} // namespace virtual_kit
