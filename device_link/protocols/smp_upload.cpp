// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/smp_upload.h"

#include "device_link/protocols/cbor_reader.h"
#include "device_link/protocols/smp_errors.h"
#include "device_link/session/host_clock.h"

#include <QCborValue>
#include <QCryptographicHash>
#include <QPointer>

#include <algorithm>

namespace device_link {

namespace {

constexpr quint8 kUploadCommand = 1;
constexpr int kEraseTimeoutMs = 40000; ///< the first answer comes after the erase of the slot
constexpr int kMinChunkTimeoutMs = 2000;
constexpr int kMaxChunkTimeoutMs = 15000;
constexpr int kMaxFruitless = 6;
constexpr int kMinPacket = 128;
constexpr int kPauseMs = 100; ///< after the line took no more
constexpr int kReportMs = 40;
constexpr qint64 kAlignment = 8; ///< flash write blocks; servers may take fewer bytes otherwise

std::int64_t nowMs() { return hostNowNs() / 1'000'000; }

} // namespace

SmpUpload::SmpUpload(std::shared_ptr<SmpClient> smp, QByteArray file, int image, UploadLimits limits,
    UploadProgressHandler progress, const std::stop_token &stop)
    : m_smp(std::move(smp))
    , m_file(std::move(file))
    , m_sha(QCryptographicHash::hash(m_file, QCryptographicHash::Sha256))
    , m_image(image)
    , m_limits(limits)
    , m_progress(std::move(progress))
    , m_stop(this, stop, [this] { end(fail(Fault::Cancelled, QStringLiteral("upload: stopped"))); })
    , m_baseOutstanding(m_smp->maxOutstanding())
    , m_chunkLimit(limits.packetLimit)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &SmpUpload::fill);
}

SmpUpload::~SmpUpload() { end(fail(Fault::Cancelled, QStringLiteral("upload: nobody waits for it"))); }

void SmpUpload::start()
{
    m_sinceReport.start();
    sendFirst();
    report(true);
}

QCborMap SmpUpload::firstBody(const QByteArray &data) const
{
    QCborMap body;
    body.insert(QLatin1String("off"), 0);
    body.insert(QLatin1String("len"), m_file.size());
    body.insert(QLatin1String("sha"), m_sha);
    if (m_image != 0)
        body.insert(QLatin1String("image"), m_image);
    body.insert(QLatin1String("data"), data);
    return body;
}

int SmpUpload::roomFor(const QCborMap &bodyWithoutData) const
{
    constexpr int lengthField = 2; // of "data" above 255 bytes, beyond the one byte an empty string has
    const int overhead = int(framing::kSmpHeaderSize) + int(QCborValue(bodyWithoutData).toCbor().size()) + lengthField;
    return std::max(m_chunkLimit - overhead, 32);
}

void SmpUpload::sendFirst()
{
    const qint64 size = std::min<qint64>(roomFor(firstBody({})), m_file.size());
    Sent sent;
    sent.to = size;
    sent.round = m_round;
    sent.first = true;
    m_next = size;
    send(sent, firstBody(m_file.left(size)), kEraseTimeoutMs);
}

void SmpUpload::fill()
{
    // The first packet of a session stands alone: its answer says where to go on.
    while (!m_answer.finished() && m_inFlight < m_window && m_next < m_file.size() && m_next > 0) {
        QCborMap body;
        body.insert(QLatin1String("off"), m_next);
        body.insert(QLatin1String("data"), QByteArray());
        qint64 size = std::min<qint64>(roomFor(body), m_file.size() - m_next);
        if (m_next + size < m_file.size() && size > kAlignment)
            size -= (m_next + size) % kAlignment;
        body.insert(QLatin1String("data"), m_file.mid(m_next, size));
        Sent sent;
        sent.from = m_next;
        sent.to = m_next + size;
        sent.round = m_round;
        m_next = sent.to;
        send(sent, body, chunkTimeoutMs());
    }
}

void SmpUpload::send(const Sent &sent, const QCborMap &body, int timeoutMs)
{
    SmpRequest request;
    request.op = framing::SmpOp::Write;
    request.group = smp_group::kImage;
    request.command = kUploadCommand;
    request.body = body;
    request.timeoutMs = timeoutMs;
    request.what = QStringLiteral("image upload");
    ++m_inFlight;
    m_smp->setMaxOutstanding(std::max(m_baseOutstanding, m_window));
    m_smp->request(
        request, m_roundStop.get_token(), [self = QPointer<SmpUpload>(this), sent](const Result<SmpReply> &reply) {
            if (self)
                self->onReply(sent, reply);
        });
}

int SmpUpload::chunkTimeoutMs() const
{
    return std::clamp(int(m_rttMs * 4 * m_window), kMinChunkTimeoutMs, kMaxChunkTimeoutMs);
}

void SmpUpload::onReply(const Sent &sent, const Result<SmpReply> &reply)
{
    if (m_answer.finished() || sent.round != m_round)
        return;
    --m_inFlight;
    if (!reply) {
        if (reply.error().fault() == Fault::Timeout || reply.error().fault() == Fault::Busy)
            return onLoss(sent);
        return end(tl::unexpected(reply.error()));
    }
    CborReader reader(reply->body, QStringLiteral("image upload"));
    const auto offset = qint64(reader.u("off", quint64(m_file.size())));
    const bool matches = reader.optionalFlag("match", true);
    if (reader.failed())
        return end(tl::unexpected(reader.error()));
    if (!matches)
        return end(
            fail(Fault::Refused, QStringLiteral("image upload: the board read back another image than was sent")));
    onOffset(sent, *reply, offset);
}

void SmpUpload::onOffset(const Sent &sent, const SmpReply &reply, qint64 offset)
{
    if (m_erasing && sent.first) {
        m_erasing = false;
        m_resumedFrom = offset == sent.to ? 0 : offset;
        m_rate.add(nowMs(), offset);
    } else if (!sent.first) {
        measure(reply);
    }
    m_acked = offset;
    if (offset > m_best) {
        m_best = offset;
        m_fruitless = 0;
    }
    m_rate.add(nowMs(), m_best);
    if (offset >= m_file.size()) {
        report(true);
        return end({});
    }
    report(false);
    if (offset == sent.to) {
        grow();
        if (sent.first)
            m_next = offset;
        return fill();
    }
    // Anything else is where the server wants us: behind, because something was lost; inside, because it took a part;
    // ahead, because it has this image already.
    goBackTo(offset, offset <= sent.from);
}

void SmpUpload::onLoss(const Sent &sent)
{
    if (sent.first && ++m_fruitless > 2)
        return end(fail(Fault::Timeout, QStringLiteral("image upload: the board does not answer the first packet")));
    if (m_window == 1 && !sent.first)
        m_chunkLimit = std::max(kMinPacket, m_chunkLimit / 2);
    goBackTo(sent.first ? 0 : m_acked, true);
}

void SmpUpload::goBackTo(qint64 offset, bool lost)
{
    if (lost && ++m_fruitless > kMaxFruitless)
        return end(fail(Fault::Timeout,
            QStringLiteral("image upload: no progress beyond %1 of %2 bytes").arg(m_best).arg(m_file.size())));
    ++m_round;
    m_roundStop.request_stop(); // late answers of this round are nobody's
    m_roundStop = std::stop_source();
    m_inFlight = 0;
    m_goodInRow = 0;
    if (lost)
        m_window = std::max(1, m_window / 2);
    m_next = m_acked = offset;
    if (offset == 0)
        return sendFirst(); // the server forgot the session: it wants length and hash again
    if (lost)
        m_pause.start(kPauseMs);
    else
        fill();
}

void SmpUpload::grow()
{
    // One more in flight for every window that came through whole, beginning with proof that one at a time works.
    if (++m_goodInRow < std::max(4, m_window) || m_window >= m_limits.maxWindow)
        return;
    m_goodInRow = 0;
    ++m_window;
}

void SmpUpload::measure(const SmpReply &reply)
{
    if (reply.sentNs == 0 || reply.receivedNs < reply.sentNs)
        return;
    const double rtt = double(reply.receivedNs - reply.sentNs) / 1e6;
    m_rttMs = m_rttMs == 0 ? rtt : m_rttMs * 0.875 + rtt * 0.125;
}

void SmpUpload::report(bool always)
{
    if (!m_progress || (!always && m_sinceReport.elapsed() < kReportMs))
        return;
    m_sinceReport.restart();
    UploadProgress progress;
    progress.done = m_acked;
    progress.total = m_file.size();
    progress.erasing = m_erasing;
    progress.bytesPerSecond = m_rate.perSecond();
    if (m_limits.lineBytesPerSecond > 0)
        progress.lineShare = std::min(1.0, progress.bytesPerSecond / m_limits.lineBytesPerSecond);
    progress.resumedFrom = m_resumedFrom;
    progress.window = m_window;
    m_progress(progress);
}

void SmpUpload::end(Result<void> result)
{
    if (m_answer.finished())
        return;
    ++m_round;
    m_roundStop.request_stop();
    m_pause.stop();
    m_smp->setMaxOutstanding(m_baseOutstanding);
    m_answer.finish(std::move(result));
}

} // namespace device_link
