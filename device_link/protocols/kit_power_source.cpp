// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/kit_power_source.h"

#include "device_link/protocols/cbor_reader.h"
#include "device_link/protocols/delay.h"
#include "device_link/protocols/stream_channels.h"

#include <QCoroFuture>

#include <cmath>

namespace device_link {

namespace {

const QLatin1String kStreamName("power");
constexpr quint64 kMaxRate = 100'000'000; ///< Hz; more than any kit measures
constexpr int kAskAgainMs = 500;          ///< after a kit that is back did not answer stream.start

bool sameLayout(const SampleStreamInfo &a, const SampleStreamInfo &b)
{
    return a.rateNum == b.rateNum && a.rateDen == b.rateDen && a.bootId == b.bootId && a.channels == b.channels;
}

} // namespace

struct KitPowerSource::Granted {
    quint8 id = 0;
    std::int64_t rateNum = 0, rateDen = 1;
    QString reason;
    std::vector<SampleChannel> channels;
};

KitPowerSource::KitPowerSource(std::shared_ptr<AiesimClient> client)
    : m_client(std::move(client))
    , m_receiver(std::make_shared<SampleReceiver>())
{
}

QCoro::Task<Result<void>> KitPowerSource::refresh(std::shared_ptr<KitPowerSource> self, std::stop_token stop)
{
    const QFuture<Result<SmpReply>> asked = self->m_client->call(AiesimCommand::StreamList, QCborMap(), stop);
    const Result<SmpReply> answer = co_await asked;
    if (!answer)
        co_return tl::unexpected(answer.error());
    CborReader list(answer->body, QStringLiteral("stream.list"));
    const QCborArray streams = list.array("streams");
    if (list.failed())
        co_return tl::unexpected(list.error());
    for (const QCborValue &value : streams) {
        CborReader stream(value.toMap(), QStringLiteral("stream.list"));
        if (stream.text("name", 32) != kStreamName)
            continue;
        const QCborArray rates = stream.array("rates");
        if (stream.failed())
            co_return tl::unexpected(stream.error());
        self->m_rates.clear();
        for (const QCborValue &rate : rates) {
            if (rate.toInteger() > 0)
                self->m_rates.append(double(rate.toInteger()));
        }
    }
    co_return Result<void>();
}

QCoro::Task<Result<StreamGrant>> KitPowerSource::start(double rateHz, std::stop_token stop)
{
    return startStream(shared_from_this(), rateHz, false, stop);
}

QCoro::Task<Result<void>> KitPowerSource::stop() { return stopStream(shared_from_this()); }

Result<KitPowerSource::Granted> KitPowerSource::parseGrant(const QCborMap &body)
{
    CborReader reader(body, QStringLiteral("stream.start"));
    Granted granted;
    granted.id = quint8(reader.u("id", 255));
    granted.rateNum = std::int64_t(reader.u("rate_num"));
    granted.rateDen = std::int64_t(reader.u("rate_den"));
    granted.reason = reader.optionalText("why");
    const QCborArray channels = reader.array("channels");
    if (reader.failed())
        return tl::unexpected(reader.error());
    if (granted.rateNum <= 0 || granted.rateDen <= 0 || double(granted.rateNum) / double(granted.rateDen) > kMaxRate)
        return fail(Fault::BadReply, QStringLiteral("stream.start: \"rate_num\" / \"rate_den\" is no rate"));
    Result<std::vector<SampleChannel>> parsed = parseStreamChannels(channels);
    if (!parsed)
        return tl::unexpected(parsed.error());
    granted.channels = std::move(*parsed);
    return granted;
}

QCoro::Task<Result<StreamGrant>> KitPowerSource::startStream(
    std::shared_ptr<KitPowerSource> self, double rateHz, bool resumed, std::stop_token stop)
{
    if (!std::isfinite(rateHz) || rateHz < 0 || rateHz > double(kMaxRate))
        co_return fail(Fault::BadArgument, QStringLiteral("%1 Hz is no sample rate").arg(rateHz));
    const double highest = self->m_rates.isEmpty() ? double(kMaxRate) : self->m_rates.first();
    const double requested = rateHz > 0 ? rateHz : highest;
    const quint32 generation = ++self->m_generation;
    self->m_receiver->expect();
    QCborMap body;
    body.insert(QLatin1String("name"), kStreamName);
    body.insert(QLatin1String("rate"), qint64(std::llround(std::max(1.0, requested))));
    self->m_starting = true;
    const QFuture<Result<SmpReply>> asked = self->m_client->call(AiesimCommand::StreamStart, body, stop);
    const Result<SmpReply> answer = co_await asked;
    if (generation != self->m_generation) {
        const Error overtaken(Fault::Cancelled, QStringLiteral("stream.start: a newer start or stop came"));
        co_return tl::unexpected(answer ? overtaken : answer.error());
    }
    self->m_starting = false;
    const Result<Granted> granted = answer ? parseGrant(answer->body) : tl::unexpected(answer.error());
    if (!granted) {
        self->m_receiver->end();
        const Fault fault = granted.error().fault();
        if (!resumed || (fault != Fault::LinkLost && fault != Fault::Timeout))
            self->setRunning(false); // the kit refuses; one that is silent may answer yet
        co_return tl::unexpected(granted.error());
    }
    self->apply(*granted, requested, resumed);
    const StreamGrant result = self->m_grant;
    co_return result;
}

void KitPowerSource::apply(const Granted &granted, double requestedHz, bool resumed)
{
    SampleStreamInfo info;
    info.channels = granted.channels;
    info.rateNum = granted.rateNum;
    info.rateDen = granted.rateDen;
    info.rateHz = double(granted.rateNum) / double(granted.rateDen);
    info.bootId = m_bootId;
    const bool goesOn = m_store && sameLayout(m_store->info(), info);
    if (!goesOn)
        m_store = std::make_shared<SampleStore>(info);
    m_streamId = granted.id;
    m_grant = StreamGrant();
    m_grant.requestedHz = requestedHz;
    m_grant.rateHz = info.rateHz;
    m_grant.reason = granted.reason;
    SampleReceiver::Stream stream;
    stream.id = granted.id;
    stream.rateNum = granted.rateNum;
    stream.rateDen = granted.rateDen;
    stream.store = m_store;
    if (goesOn && m_store->received() > 0)
        stream.pause = resumed ? SampleGap::Cause::LinkLost : SampleGap::Cause::NotMeasured;
    m_receiver->begin(std::move(stream));
    setRunning(true);
    if (!goesOn)
        Q_EMIT storeChanged();
}

QCoro::Task<Result<void>> KitPowerSource::stopStream(std::shared_ptr<KitPowerSource> self)
{
    if (!self->m_running)
        co_return Result<void>();
    ++self->m_generation;
    self->m_starting = false;
    self->setRunning(false);
    QCborMap body;
    body.insert(QLatin1String("id"), qint64(self->m_streamId));
    const quint32 generation = self->m_generation;
    const std::stop_token never;
    const QFuture<Result<SmpReply>> asked = self->m_client->call(AiesimCommand::StreamStop, body, never);
    const Result<SmpReply> answer = co_await asked;
    if (generation == self->m_generation)
        self->m_receiver->end(); // after the answer: what was measured before it is still taken
    if (!answer && answer.error().fault() != Fault::LinkLost && answer.error().fault() != Fault::NotFound)
        co_return tl::unexpected(answer.error());
    co_return Result<void>();
}

void KitPowerSource::setRunning(bool running)
{
    if (std::exchange(m_running, running) != running)
        Q_EMIT runningChanged();
}

void KitPowerSource::take(const KitEvent &event)
{
    if (event.name != QLatin1String("stream.stopped") || !m_running || m_starting)
        return;
    // The kit missed our reports (this computer slept, or the line stalled): the stream is still wanted. An event that
    // had to be fetched counts as well: each start has an id of its own, so it cannot mean another stream.
    if (event.fields.value(QLatin1String("id")).toInteger(-1) == m_streamId)
        resume(event.bootId);
}

void KitPowerSource::leaveOtherBoots(quint32 bootId)
{
    if (m_running || !m_store || m_store->info().bootId == bootId)
        return;
    m_store.reset();
    Q_EMIT storeChanged();
}

void KitPowerSource::suspend()
{
    ++m_generation;
    m_starting = false;
    m_receiver->end();
}

void KitPowerSource::finish()
{
    suspend();
    setRunning(false);
}

void KitPowerSource::resume(quint32 bootId)
{
    m_bootId = bootId;
    if (m_earlier && m_earlier->info().bootId == bootId && !m_store) {
        m_store = m_earlier;
        Q_EMIT storeChanged();
    }
    m_earlier.reset();
    if (m_running)
        goOn(shared_from_this());
}

QCoro::Task<void> KitPowerSource::goOn(std::shared_ptr<KitPowerSource> self)
{
    const std::stop_token never;
    while (true) {
        const quint32 generation = self->m_generation + 1; // this start's
        QCoro::Task<Result<StreamGrant>> starting = startStream(self, self->m_grant.requestedHz, true, never);
        const Result<StreamGrant> granted = co_await starting;
        if (granted || granted.error().fault() != Fault::Timeout)
            co_return;
        const QFuture<Result<void>> waiting = delay(kAskAgainMs, never);
        const Result<void> passed = co_await waiting;
        Q_UNUSED(passed)
        if (self->m_generation != generation) // lost again, stopped, or started anew
            co_return;
    }
}

} // namespace device_link
