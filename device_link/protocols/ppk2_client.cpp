// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/ppk2_client.h"

#include "device_link/protocols/answer.h"
#include "device_link/protocols/stop_watch.h"

#include <QCoroFuture>

#include <string_view>
#include <utility>

namespace device_link {

namespace {

/// A streaming meter sends every millisecond; two reads of this computer lie tens of ms apart when it is busy.
constexpr int kQuietMs = 150;

QByteArray bytesOf(const framing::Bytes &bytes)
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
}

std::string_view textOf(const QByteArray &bytes) { return {bytes.constData(), std::size_t(bytes.size())}; }

framing::Ppk2Mode wireMode(PowerMeter::Mode mode)
{
    return mode == PowerMeter::Mode::Source ? framing::Ppk2Mode::Source : framing::Ppk2Mode::Ampere;
}

} // namespace

struct Ppk2Client::Pending {
    Until until = Until::Quiet;
    Answer<QByteArray> answer;
    QByteArray bytes; ///< MetadataEnd only
    std::unique_ptr<StopWatch> watch;
};

Ppk2Client::Ppk2Client(MessagePipe *pipe, int timeoutMs)
    : m_pipe(pipe)
    , m_timeoutMs(timeoutMs)
    , m_metadata(framing::defaultPpk2Metadata())
{
    m_deadline.setSingleShot(true);
    m_quiet.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Ppk2Client::onDeadline);
    connect(&m_quiet, &QTimer::timeout, this, [this] { finish(QByteArray()); });
    connect(pipe, &MessagePipe::received, this, &Ppk2Client::onBytes);
    connect(pipe, &MessagePipe::closed, this, [this](const Error &error) {
        finish(tl::unexpected(error));
        setConnected(false);
    });
}

Ppk2Client::~Ppk2Client() { finish(fail(Fault::Cancelled, QStringLiteral("the session was closed"))); }

void Ppk2Client::finish(Result<QByteArray> result)
{
    m_deadline.stop();
    m_quiet.stop();
    const std::unique_ptr<Pending> ended = std::move(m_pending);
    if (ended)
        ended->answer.finish(std::move(result));
}

QFuture<Result<QByteArray>> Ppk2Client::ask(const framing::Bytes &command, Until until, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return answered<QByteArray>(fail(Fault::Cancelled, QStringLiteral("meter: stopped")));
    // The newest wins: who asked before is no longer waited for.
    finish(fail(Fault::Cancelled, QStringLiteral("meter: a newer request came")));
    if (const Result<void> sent = send(command); !sent)
        return answered<QByteArray>(tl::unexpected(sent.error()));
    m_pending = std::make_unique<Pending>();
    m_pending->until = until;
    m_pending->watch = std::make_unique<StopWatch>(
        this, stop, [this] { finish(fail(Fault::Cancelled, QStringLiteral("meter: stopped"))); });
    m_deadline.start(m_timeoutMs);
    if (until == Until::Quiet)
        m_quiet.start(kQuietMs);
    return m_pending->answer.future();
}

void Ppk2Client::onBytes(const PortMessage &message)
{
    if (!m_pending)
        return;
    if (m_pending->until == Until::Quiet) {
        m_quiet.start(kQuietMs);
        return;
    }
    m_pending->bytes += message.bytes;
    const std::string_view text = textOf(m_pending->bytes);
    if (framing::ppk2MetadataEnd(text) || text.size() > framing::kMaxPpk2Metadata) {
        const QByteArray bytes = m_pending->bytes; // finish() ends its owner
        finish(bytes);
    }
}

void Ppk2Client::onDeadline()
{
    if (m_pending->until == Until::Quiet)
        return finish(fail(Fault::BadReply, QStringLiteral("meter: it goes on sending after it was told to stop")));
    const qsizetype count = m_pending->bytes.size();
    if (count > 0)
        return finish(fail(Fault::BadReply, QStringLiteral("meter: %1 bytes of metadata without an end").arg(count)));
    finish(fail(Fault::Timeout, QStringLiteral("meter: no answer to the request for its metadata")));
}

QFuture<Result<QByteArray>> Ppk2Client::quiet(const std::stop_token &stop)
{
    return ask(framing::ppk2Command(framing::Ppk2Command::Stop), Until::Quiet, stop);
}

QCoro::Task<Result<void>> Ppk2Client::greet(std::shared_ptr<Ppk2Client> self, std::stop_token stop)
{
    const QFuture<Result<QByteArray>> stopping = self->quiet(stop);
    const Result<QByteArray> stopped = co_await stopping;
    if (!stopped)
        co_return tl::unexpected(stopped.error());
    const framing::Bytes request = framing::ppk2Command(framing::Ppk2Command::Metadata);
    const QFuture<Result<QByteArray>> asked = self->ask(request, Until::MetadataEnd, stop);
    const Result<QByteArray> text = co_await asked;
    if (!text)
        co_return tl::unexpected(text.error());
    const framing::Ppk2MetadataResult parsed = framing::parsePpk2Metadata(textOf(*text));
    if (!parsed.metadata)
        co_return fail(Fault::BadReply, QStringLiteral("meter: ") + QString::fromStdString(parsed.error));
    const Result<void> taken = self->takeOver(*parsed.metadata);
    co_return taken;
}

Result<void> Ppk2Client::takeOver(const framing::Ppk2Metadata &metadata)
{
    m_metadata = metadata;
    Settings wanted = m_settings;
    if (!m_greeted) {
        wanted.mode = metadata.mode == framing::Ppk2Mode::Source ? Mode::Source : Mode::Ampere;
        wanted.sourceMilliVolts = metadata.vddMilliVolts;
    }
    wanted.dutPower.reset();
    change(wanted);
    if (const Result<void> sent = sendCalibration(); !sent)
        return sent;
    if (metadata.mode != wireMode(wanted.mode)) {
        if (const Result<void> sent = setMode(wanted.mode); !sent)
            return sent;
    } else if (wanted.mode == Mode::Ampere) {
        if (const Result<void> sent = setDutPower(true); !sent)
            return sent;
    }
    m_greeted = true;
    setConnected(true);
    return {};
}

Result<void> Ppk2Client::sendCalibration()
{
    Result<void> sent = send(framing::ppk2SourceVoltage(m_settings.sourceMilliVolts));
    for (std::size_t range = 0; sent && range < framing::kPpk2Ranges; ++range) {
        const auto gain = static_cast<float>(m_metadata.ranges[range].userGain);
        sent = send(framing::ppk2UserGain(static_cast<std::uint8_t>(range), gain));
    }
    return sent;
}

Result<void> Ppk2Client::send(const framing::Bytes &command)
{
    if (!m_pipe || !m_pipe->isOpen())
        return fail(Fault::LinkLost, QStringLiteral("the meter is not connected"));
    return m_pipe->send(bytesOf(command));
}

Result<void> Ppk2Client::sendMode(Mode mode)
{
    const bool source = mode == Mode::Source;
    const framing::Bytes first = source ? framing::ppk2DutPower(false) : framing::ppk2SetMode(wireMode(mode));
    const framing::Bytes second = source ? framing::ppk2SetMode(wireMode(mode)) : framing::ppk2DutPower(true);
    if (const Result<void> sent = send(first); !sent)
        return sent;
    return send(second);
}

Result<void> Ppk2Client::setMode(Mode mode)
{
    const Result<void> sent = sendMode(mode);
    if (!sent)
        return sent;
    Settings settings = m_settings;
    settings.mode = mode;
    settings.dutPower = mode == Mode::Ampere;
    change(settings);
    return {};
}

Result<void> Ppk2Client::setSourceMilliVolts(int milliVolts)
{
    if (milliVolts < kMinMilliVolts || milliVolts > kMaxMilliVolts) {
        return fail(Fault::BadArgument,
            QStringLiteral("%1 mV is not from %2 to %3").arg(milliVolts).arg(kMinMilliVolts).arg(kMaxMilliVolts));
    }
    const Result<void> sent = send(framing::ppk2SourceVoltage(milliVolts));
    if (!sent)
        return sent;
    Settings settings = m_settings;
    settings.sourceMilliVolts = milliVolts;
    change(settings);
    return {};
}

Result<void> Ppk2Client::setDutPower(bool on)
{
    const Result<void> sent = send(framing::ppk2DutPower(on));
    if (!sent)
        return sent;
    Settings settings = m_settings;
    settings.dutPower = on;
    change(settings);
    return {};
}

/// The filter works on this computer; the one in the meter's firmware stays as it is.
Result<void> Ppk2Client::setSpikeFilter(bool on)
{
    Settings settings = m_settings;
    settings.spikeFilter = on;
    change(settings);
    return {};
}

std::optional<double> Ppk2Client::driftPpm() const { return m_drift ? m_drift() : std::nullopt; }

Result<void> Ppk2Client::startStream() { return send(framing::ppk2Command(framing::Ppk2Command::Start)); }

void Ppk2Client::change(Settings settings)
{
    if (settings == m_settings)
        return;
    m_settings = settings;
    Q_EMIT settingsChanged();
}

void Ppk2Client::setConnected(bool connected)
{
    if (std::exchange(m_connected, connected) != connected)
        Q_EMIT connectedChanged();
}

} // namespace device_link
