// SPDX-License-Identifier: GPL-3.0-or-later
#include "stream_service.h"

#include "kit_link.h"
#include "sample_words.h"
#include "virtual_kit/physics/power_model.h"

#include <QCborArray>

#include <algorithm>
#include <utility>

namespace virtual_kit {

namespace {

constexpr auto kStreamName = "power";
/// Codes of the aiesim group (PROTOCOL.md §5).
constexpr std::uint16_t kArgument = 2;
constexpr std::uint16_t kNotFound = 3;
constexpr std::uint16_t kRefused = 5;
constexpr std::uint16_t kNotSupported = 8;
constexpr std::uint64_t kMinWindow = 2;
/// Blocks on their way at most: five report periods of 50 ms and never less than this many.
constexpr double kInFlightSeconds = 0.25;
constexpr std::size_t kMinInFlight = 4;

QCborMap channel(const char *name, const char *unit, unsigned rangeBits, std::span<const double> gains)
{
    QCborArray ranges;
    for (const double gain : gains)
        ranges.append(QCborMap{{QStringLiteral("gain"), gain}, {QStringLiteral("offset"), 0.0}});
    return QCborMap{{QStringLiteral("name"), QLatin1String(name)}, {QStringLiteral("unit"), QLatin1String(unit)},
        {QStringLiteral("bits"), 16}, {QStringLiteral("range_bits"), static_cast<qint64>(rangeBits)},
        {QStringLiteral("ranges"), ranges}};
}

QCborArray channels()
{
    return QCborArray{channel("current", "A", kCurrentRangeBits, kCurrentGains),
        channel("voltage", "V", 0, std::span(&kVoltageGain, 1))};
}

} // namespace

StreamService::StreamService(const Simulation &simulation, const PowerModel &power, StreamConfig config)
    : m_simulation(simulation)
    , m_power(power)
    , m_config(config)
    , m_rates(streamRates(std::max(config.highestRate, 1U)))
{
}

std::optional<std::uint8_t> StreamService::runningId() const { return m_run ? std::optional(m_run->id) : std::nullopt; }

void StreamService::list(const SmpRequest &request, SmpReply reply) const
{
    if (!m_links.contains(request.port)) {
        reply.sendGroupError(kNotSupported, QStringLiteral("no streams on this port"));
        return;
    }
    QCborArray rates;
    for (const std::uint32_t rate : m_rates)
        rates.append(static_cast<qint64>(rate));
    const QCborMap stream{{QStringLiteral("name"), QLatin1String(kStreamName)}, {QStringLiteral("rates"), rates},
        {QStringLiteral("channels"), channels()}, {QStringLiteral("bytes"), static_cast<qint64>(kPowerBytesPerSample)}};
    reply.send({{QStringLiteral("streams"), QCborArray{stream}}});
}

void StreamService::start(const SmpRequest &request, SmpReply reply)
{
    const auto link = m_links.find(request.port);
    if (link == m_links.end()) {
        reply.sendGroupError(kNotSupported, QStringLiteral("no streams on this port"));
        return;
    }
    const QCborValue name = request.body.value(QStringLiteral("name"));
    const QCborValue rate = request.body.value(QStringLiteral("rate"));
    if (!name.isString() || !rate.isInteger() || rate.toInteger() < 1 || rate.toInteger() > 0xFFFFFFFFLL) {
        reply.sendGroupError(kArgument, name.isString() ? QStringLiteral("rate") : QStringLiteral("name"));
        return;
    }
    if (name.toString() != QLatin1String(kStreamName)) {
        reply.sendGroupError(kNotFound, QStringLiteral("no such stream"));
        return;
    }
    const auto grant = grantRate(static_cast<std::uint32_t>(rate.toInteger()), m_rates, lineOf(*link->second));
    if (!grant) {
        reply.sendGroupError(
            kRefused, QStringLiteral("the lowest rate is above what was asked or what the line takes"));
        return;
    }
    begin(request.port, *link->second, *grant, reply);
}

void StreamService::begin(SmpPort port, KitLink &link, const StreamGrant &grant, const SmpReply &reply)
{
    end({}, "restarted");
    m_wrapped = m_wrapped || m_lastId == 255;
    m_lastId = m_lastId == 255 ? std::uint8_t(1) : static_cast<std::uint8_t>(m_lastId + 1);
    m_run = Run{port, &link, m_lastId, grant.rate, grant.count, m_simulation.now(), 0, 0};

    const std::uint64_t window = std::max(kMinWindow, m_config.ringBytes / (grant.count * kPowerBytesPerSample));
    const double blocksPerSecond = static_cast<double>(grant.rate) / grant.count * m_config.speed;
    const auto inFlight = std::max(kMinInFlight, static_cast<std::size_t>(blocksPerSecond * kInFlightSeconds));
    link.startStream(m_lastId, window, inFlight);

    QCborMap answer{{QStringLiteral("id"), static_cast<qint64>(m_lastId)},
        {QStringLiteral("rate_num"), static_cast<qint64>(grant.rate)}, {QStringLiteral("rate_den"), 1},
        {QStringLiteral("window"), static_cast<qint64>(window)}, {QStringLiteral("channels"), channels()}};
    if (grant.why != StreamGrant::Why::AsAsked) {
        const bool line = grant.why == StreamGrant::Why::Line;
        answer.insert(QStringLiteral("why"), line ? QStringLiteral("line") : QStringLiteral("kit"));
    }
    tellTruth("stream.start",
        {{QStringLiteral("id"), static_cast<qint64>(m_lastId)},
            {QStringLiteral("rate"), static_cast<qint64>(grant.rate)}});
    reply.send(answer);
}

void StreamService::stop(const SmpRequest &request, SmpReply reply)
{
    if (!m_links.contains(request.port)) {
        reply.sendGroupError(kNotSupported, QStringLiteral("no streams on this port"));
        return;
    }
    const QCborValue id = request.body.value(QStringLiteral("id"));
    if (!id.isInteger() || id.toInteger() < 0 || id.toInteger() > 255) {
        reply.sendGroupError(kArgument, QStringLiteral("id"));
        return;
    }
    if (m_run && m_run->id == id.toInteger()) {
        end({}, "stopped");
    } else if (id.toInteger() == 0 || (!m_wrapped && id.toInteger() > m_lastId)) {
        reply.sendGroupError(kNotFound, QStringLiteral("no such stream"));
        return;
    }
    reply.sendOk(); // also for one that has ended: stopping may be repeated
}

void StreamService::produce()
{
    while (m_run && *nextDue() <= m_simulation.now())
        makeBlock();
}

std::optional<SimTime> StreamService::nextDue() const
{
    if (!m_run)
        return std::nullopt;
    return sampleTime(*m_run, m_run->next + m_run->count);
}

void StreamService::end(std::optional<SmpPort> port, std::string_view why)
{
    if (!m_run || (port && *port != m_run->port))
        return;
    m_run->link->stopStream();
    tellTruth("stream.end",
        {{QStringLiteral("id"), static_cast<qint64>(m_run->id)},
            {QStringLiteral("why"), QString::fromUtf8(why.data(), static_cast<qsizetype>(why.size()))},
            {QStringLiteral("samples"), static_cast<qint64>(m_run->next)},
            {QStringLiteral("lost"), static_cast<qint64>(m_run->lost)}});
    m_run.reset();
}

SimTime StreamService::sampleTime(const Run &run, std::uint64_t index)
{
    const std::uint64_t whole = index / run.rate;
    const std::uint64_t part = index % run.rate;
    return run.start + static_cast<SimTime>(whole) * kSecond
        + static_cast<SimTime>(part * static_cast<std::uint64_t>(kSecond) / run.rate);
}

StreamLine StreamService::lineOf(const KitLink &link) const
{
    return {kPowerBytesPerSample, link.line().bytesPerSecond(), m_config.speed};
}

void StreamService::makeBlock()
{
    Run &run = *m_run;
    framing::SampleBlockHeader header;
    header.stream = run.id;
    header.firstIndex = run.next;
    header.count = static_cast<std::uint16_t>(run.count);
    header.bytesPerSample = kPowerBytesPerSample;
    m_words.resize(run.count * kPowerBytesPerSample);
    if (run.link->blockFits()) {
        header.kitTimeNs = static_cast<std::uint64_t>(kitTime(sampleTime(run, run.next)));
        m_amps.resize(run.count);
        m_volts.resize(run.count);
        m_power.render(run.start, run.rate, 1, run.next, m_amps, m_volts);
        encodePowerWords(m_amps, m_volts, m_words);
    } else {
        run.lost += run.count;
    }
    run.next += run.count;
    run.link->sendBlock(header, m_words);
}

void StreamService::tellTruth(std::string_view what, const QCborMap &fields) const
{
    if (onTruth)
        onTruth(what, fields);
}

} // namespace virtual_kit
