// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/link_worker.h"

#include "device_link/session/host_clock.h"
#include "device_link/transports/transports.h"

#include <utility>

namespace device_link {

namespace {

constexpr int kTickMs = 50;       ///< sample reports (PROTOCOL.md §3)
constexpr int kQuietTickMs = 250; ///< while no samples come: only silence is looked for
constexpr int kTicksToQuiet = 20;
/// At most 4 MB of the largest frames; a GUI thread that takes nothing for seconds loses log and events to replay.
constexpr int kMaxUndelivered = 1024;

QByteArray toByteArray(framing::ByteView bytes)
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
}

} // namespace

LinkWorker::LinkWorker(DeviceUrl url, std::shared_ptr<LinkShared> shared)
    : m_url(std::move(url))
    , m_shared(std::move(shared))
    , m_codec(makePortCodec(m_url.role))
{
}

LinkWorker::~LinkWorker()
{
    // At the end of the thread no event loop is left to delete later.
    m_tick.reset();
    m_transport.reset();
}

void LinkWorker::open(quint32 opening)
{
    close();
    m_opening = opening;
    m_shared->fellSilent = false;
    m_asked.fill(Asked());
    if (!m_codec) {
        Q_EMIT closed(
            opening, Error(Fault::NotSupported, QStringLiteral("role %1 is not spoken yet").arg(roleName(m_url.role))));
        return;
    }
    Result<std::unique_ptr<Transport>> made = makeTransport(m_url);
    if (!made) {
        Q_EMIT closed(opening, made.error());
        return;
    }
    m_codec->reset();
    m_transport = std::move(*made);
    connect(m_transport.get(), &Transport::opened, this, &LinkWorker::onOpened);
    connect(m_transport.get(), &Transport::received, this, &LinkWorker::onReceived);
    connect(m_transport.get(), &Transport::closed, this, &LinkWorker::lose);
    connect(m_transport.get(), &Transport::written, this,
        [this] { m_shared->transportQueue = m_transport->bytesToWrite(); });
    m_transport->open();
}

void LinkWorker::onOpened()
{
    const framing::Bytes greeting = m_codec->greeting();
    if (!greeting.empty())
        writeOut(greeting);
    m_tick = std::make_unique<QTimer>();
    m_tick->setTimerType(Qt::PreciseTimer);
    connect(m_tick.get(), &QTimer::timeout, this, &LinkWorker::onTick);
    m_tick->start(kTickMs);
    m_ticksWithoutReport = 0;
    Q_EMIT opened(m_opening);
}

void LinkWorker::close()
{
    m_tick.reset();
    m_liveness.stop();
    if (!m_transport)
        return;
    m_transport->disconnect(this);
    m_transport->close();
    m_transport.release()->deleteLater(); // we may be inside one of its signals
    m_shared->transportQueue = 0;
}

void LinkWorker::lose(const Error &error)
{
    close();
    Q_EMIT closed(m_opening, error);
}

void LinkWorker::send(const QByteArray &message)
{
    m_shared->unsent -= message.size();
    const auto *data = reinterpret_cast<const std::uint8_t *>(message.constData());
    framing::Bytes wire;
    if (!m_transport || !m_codec->encode(framing::ByteView(data, std::size_t(message.size())), wire))
        return;
    if (speaksSmp())
        note(framing::ByteView(data, std::size_t(message.size())));
    show(messageKind(), RawFrame::Way::ToKit, framing::ByteView(data, std::size_t(message.size())));
    writeOut(wire);
}

void LinkWorker::note(framing::ByteView request)
{
    const auto packet = framing::parseSmpPacket(request);
    if (packet)
        m_asked[packet->header.sequence] = Asked{hostNowNs(), packet->header};
}

std::int64_t LinkWorker::takeAsked(framing::ByteView answer)
{
    const auto packet = framing::parseSmpPacket(answer);
    if (!packet)
        return 0;
    Asked &asked = m_asked[packet->header.sequence];
    const bool fits = packet->header.group == asked.header.group && packet->header.command == asked.header.command
        && std::uint8_t(packet->header.op) == (std::uint8_t(asked.header.op) | 1);
    return fits ? std::exchange(asked.sentNs, 0) : 0;
}

void LinkWorker::writeOut(const framing::Bytes &bytes)
{
    // A full queue drops the message: who waits for its answer gets Timeout, later senders get Busy.
    const QByteArray block = toByteArray(bytes);
    if (m_transport->write(block))
        m_shared->bytesOut += quint64(block.size());
    m_shared->transportQueue = m_transport->bytesToWrite();
}

void LinkWorker::onReceived(const QByteArray &bytes)
{
    m_nowNs = hostNowNs();
    m_shared->bytesIn += quint64(bytes.size());
    const std::uint64_t good = m_codec->goodFrames();
    m_codec->decode(
        framing::ByteView(reinterpret_cast<const std::uint8_t *>(bytes.constData()), std::size_t(bytes.size())), *this);
    if (m_codec->goodFrames() != good)
        m_liveness.frame(m_nowNs);
    m_shared->badFrames = m_codec->badFrames();
    m_shared->unknownChannel = m_codec->unknownChannel();
}

bool LinkWorker::mayDeliver()
{
    if (m_shared->undelivered >= kMaxUndelivered) {
        ++m_shared->overrun;
        return false;
    }
    ++m_shared->undelivered;
    return true;
}

void LinkWorker::message(framing::ByteView bytes)
{
    show(messageKind(), RawFrame::Way::FromKit, bytes);
    PortMessage out;
    if (speaksSmp()) {
        // What nobody asked for, or was answered before, stays here: a flood of it must not crowd out an answer.
        out.sentNs = takeAsked(bytes);
        if (out.sentNs == 0) {
            ++m_shared->unexpected;
            return;
        }
    }
    if (!mayDeliver())
        return;
    out.bytes = toByteArray(bytes);
    out.receivedNs = m_nowNs;
    Q_EMIT message(m_opening, out);
}

void LinkWorker::event(framing::ByteView cbor)
{
    show(RawFrame::Kind::Event, RawFrame::Way::FromKit, cbor);
    if (mayDeliver())
        Q_EMIT event(m_opening, toByteArray(cbor), m_nowNs);
}

void LinkWorker::samples(framing::ByteView block)
{
    show(RawFrame::Kind::Samples, RawFrame::Way::FromKit, block);
    if (!m_sampleSink)
        return;
    m_sampleSink->block(block);
    if (m_tick && m_tick->interval() != kTickMs) {
        m_tick->setInterval(kTickMs);
        m_ticksWithoutReport = 0;
    }
}

void LinkWorker::text(framing::ByteView line)
{
    show(RawFrame::Kind::Text, RawFrame::Way::FromKit, line);
    if (mayDeliver())
        Q_EMIT text(m_opening, toByteArray(line));
}

RawFrame::Kind LinkWorker::messageKind() const
{
    return m_url.role == PortRole::At ? RawFrame::Kind::AtLine : RawFrame::Kind::Smp;
}

bool LinkWorker::speaksSmp() const { return m_url.role == PortRole::Kit || m_url.role == PortRole::Console; }

void LinkWorker::show(RawFrame::Kind kind, RawFrame::Way way, framing::ByteView bytes)
{
    // What a meter says has no frames that could be told one by one.
    if (m_taps && m_taps->on() && m_url.role != PortRole::Meter)
        m_taps->add(kind, way, m_url.role, bytes, way == RawFrame::Way::FromKit ? m_nowNs : hostNowNs());
}

void LinkWorker::setFrameTaps(std::shared_ptr<FrameTaps> taps) { m_taps = std::move(taps); }

void LinkWorker::watchLiveness(bool on)
{
    if (on)
        m_liveness.start(hostNowNs());
    else
        m_liveness.stop();
}

void LinkWorker::setSampleSink(std::shared_ptr<SampleSink> sink) { m_sampleSink = std::move(sink); }

void LinkWorker::onTick()
{
    if (m_liveness.silent(hostNowNs())) {
        m_shared->fellSilent = true;
        return lose(Error(Fault::LinkLost, QStringLiteral("the kit has been silent for three seconds")));
    }
    const auto report = m_sampleSink ? m_sampleSink->report() : std::nullopt;
    if (!report) { // a thread that wakes for nothing keeps the processor awake
        if (++m_ticksWithoutReport == kTicksToQuiet)
            m_tick->setInterval(kQuietTickMs);
        return;
    }
    m_ticksWithoutReport = 0;
    framing::Bytes payload;
    framing::encodeSampleReport(*report, payload);
    framing::Bytes wire;
    if (m_codec->encodeReport(payload, wire))
        writeOut(wire);
}

} // namespace device_link
