// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/kit_latency_probe.h"

#include "device_link/protocols/cbor_reader.h"
#include "device_link/protocols/stop_watch.h"

#include <QCoroFuture>
#include <QRandomGenerator>
#include <QSet>

namespace device_link {

namespace {

/// A probe is lost after 3 s of kit time; the rest is for the way and for kits whose clock is slower than ours.
constexpr int kPatienceMs = 8000;
constexpr int kStartTimeoutMs = 3000;

std::optional<double> milliseconds(CborReader &reader, const char *key)
{
    const std::optional<quint64> ns = reader.optionalU(key);
    return ns ? std::optional(double(*ns) / 1e6) : std::nullopt;
}

} // namespace

Result<ProbeReport> parseProbeEvent(const KitEvent &event)
{
    CborReader reader(event.fields, event.name);
    ProbeReport report;
    report.run = reader.u32("id");
    ProbeResult &probe = report.result;
    probe.index = reader.u32("i");
    report.tier = tierFromName(reader.text("tier", 16));
    probe.tier = report.tier.value_or(ComputeTier::Metro);
    probe.kitTimeNs = reader.kitTime("sent");
    probe.rttMs = milliseconds(reader, "rtt");
    probe.radioMs = milliseconds(reader, "radio");
    probe.coreMs = milliseconds(reader, "core");
    if (reader.failed())
        return tl::unexpected(reader.error());
    return report;
}

struct KitLatencyProbe::Run {
    quint32 id = 0;
    int count = 0;
    QList<ProbeResult> results;
    QSet<quint32> seen;
    Answer<QList<ProbeResult>> answer;
    QTimer silence;
    std::unique_ptr<StopWatch> watch;
};

KitLatencyProbe::KitLatencyProbe(std::shared_ptr<AiesimClient> client)
    : m_client(std::move(client))
    , m_nextId(QRandomGenerator::global()->generate()) // another host before us may have used small numbers
{
}

KitLatencyProbe::~KitLatencyProbe() = default;

QCoro::Task<Result<QList<ProbeResult>>> KitLatencyProbe::run(
    ComputeTier tier, int count, int intervalMs, std::stop_token stop)
{
    return runProbes(shared_from_this(), tier, count, intervalMs, stop);
}

QCoro::Task<Result<QList<ProbeResult>>> KitLatencyProbe::runProbes(
    std::shared_ptr<KitLatencyProbe> self, ComputeTier tier, int count, int intervalMs, std::stop_token stop)
{
    if (count < 1 || count > 10000 || intervalMs < 10 || intervalMs > 60000)
        co_return fail(Fault::BadArgument, QStringLiteral("1 to 10000 probes, 10 to 60000 ms apart"));
    if (self->m_run)
        co_return fail(Fault::Busy, QStringLiteral("a run of probes is going on"));
    const quint32 id = self->m_nextId++;
    self->begin(id, count, intervalMs, stop); // before the request: the first event may overtake its answer
    const QFuture<Result<QList<ProbeResult>>> finished = self->m_run->answer.future();
    QCborMap body;
    body.insert(QLatin1String("tier"), tierName(tier));
    body.insert(QLatin1String("count"), count);
    body.insert(QLatin1String("interval"), intervalMs);
    body.insert(QLatin1String("id"), qint64(id));
    const QFuture<Result<SmpReply>> asked
        = self->m_client->callOnce(AiesimCommand::ProbeStart, body, kStartTimeoutMs, stop);
    const Result<SmpReply> started = co_await asked;
    if (!started && self->m_run && self->m_run->id == id)
        self->end(tl::unexpected(started.error()));
    const Result<QList<ProbeResult>> result = co_await finished;
    if (!result) {
        QCborMap which;
        which.insert(QLatin1String("id"), qint64(id));
        self->m_client->callOnce(AiesimCommand::ProbeStop, which, 1000, [](const Result<SmpReply> &) {});
    }
    co_return result;
}

void KitLatencyProbe::begin(quint32 id, int count, int intervalMs, const std::stop_token &stop)
{
    m_run = std::make_unique<Run>();
    m_run->id = id;
    m_run->count = count;
    m_run->watch = std::make_unique<StopWatch>(
        this, stop, [this] { end(fail(Fault::Cancelled, QStringLiteral("probes: stopped"))); });
    m_run->silence.setSingleShot(true);
    m_run->silence.setInterval(intervalMs + kPatienceMs);
    connect(&m_run->silence, &QTimer::timeout, this,
        [this] { end(fail(Fault::Timeout, QStringLiteral("probes: the kit reports no more results"))); });
    m_run->silence.start();
}

void KitLatencyProbe::end(Result<QList<ProbeResult>> result)
{
    const std::unique_ptr<Run> ended = std::move(m_run);
    if (!ended)
        return;
    ended->answer.finish(std::move(result));
}

void KitLatencyProbe::abort(const Error &error) { end(tl::unexpected(error)); }

void KitLatencyProbe::take(const KitEvent &event)
{
    if (event.name != QLatin1String("probe") || !m_run)
        return;
    const Result<ProbeReport> report = parseProbeEvent(event);
    if (!report || report->run != m_run->id || m_run->seen.contains(report->result.index))
        return;
    const ProbeResult &probe = report->result;
    m_run->seen.insert(probe.index);
    m_run->results.append(probe);
    m_run->silence.start();
    const bool last = m_run->results.size() >= m_run->count;
    const QList<ProbeResult> results = last ? m_run->results : QList<ProbeResult>();
    Q_EMIT result(probe);
    if (last)
        end(results);
}

} // namespace device_link
