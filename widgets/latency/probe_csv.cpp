// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/latency/probe_csv.h"

#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/latency/latency_feed.h"
#include "widgets/text/units.h"

namespace widgets {
namespace {

QByteArray number(const std::optional<double> &value)
{
    return value ? QByteArray::number(*value, 'f', 6) : QByteArray();
}

QByteArray originName(const std::optional<Origin> &origin)
{
    if (!origin)
        return {};
    switch (*origin) {
    case Origin::Live: return "LIVE";
    case Origin::Simulated: return "SIMULATED";
    case Origin::Replay: return "REPLAY";
    }
    return {};
}

/// A field that may hold anything the kit says.
QByteArray quoted(const QString &text)
{
    QString inside = text;
    inside.replace(u'"', QStringLiteral("\"\""));
    return QString(u'"' + inside + u'"').toUtf8();
}

} // namespace

QByteArray probeCsv(const KitContext &kit, const LatencyFeed &feed)
{
    QByteArray csv = "kit,origin,tier,boot,sent_kit_ns,time_of_day,lost,rtt_ms,radio_ms,core_ms\r\n";
    const QByteArray head = quoted(kit.serialOrPorts()) + ',' + originName(kit.origin()) + ',';
    const std::uint32_t boot = kit.session()->clock().bootId();
    for (const device_link::ComputeTier tier : LatencyFeed::kTiers) {
        const QByteArray name = device_link::tierName(tier).toLatin1();
        for (const Probe &probe : feed.history(tier).probes()) {
            csv += head + name + ',' + QByteArray::number(probe.bootId) + ',' + QByteArray::number(qint64(probe.sentNs))
                + ',';
            if (probe.bootId == boot)
                csv += clockTime(axisTimeOfDayNs(kit, probe.sentNs)).toLatin1();
            csv += probe.lost() ? ",1," : ",0,";
            csv += number(probe.rttMs) + ',' + number(probe.radioMs) + ',' + number(probe.coreMs) + "\r\n";
        }
    }
    return csv;
}

} // namespace widgets
