// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/answer.h"
#include "device_link/protocols/rate_meter.h"
#include "device_link/protocols/smp_client.h"
#include "device_link/protocols/stop_watch.h"
#include "device_link/session/firmware_target.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <stop_token>

namespace device_link {

/// What an upload may use.
struct UploadLimits {
    int packetLimit = 256;         ///< largest SMP packet, header included
    int maxWindow = 1;             ///< requests the server can hold
    double lineBytesPerSecond = 0; ///< the line's ceiling for image bytes; 0: unknown
};

/// Sends one image by SMP image upload: go-back-N by the server's own offset, with a window and packets that grow while
/// nothing is lost and shrink when something is. The server's first answer may take the time of an erase.
class SmpUpload : public QObject
{
    Q_OBJECT
public:
    SmpUpload(std::shared_ptr<SmpClient> smp, QByteArray file, int image, UploadLimits limits,
        UploadProgressHandler progress, const std::stop_token &stop);
    ~SmpUpload() override;

    /// To be called once.
    void start();
    [[nodiscard]] QFuture<Result<void>> future() const { return m_answer.future(); }

private:
    struct Sent {
        qint64 from = 0, to = 0;
        quint32 round = 0;
        bool first = false;
    };
    void sendFirst();
    void fill();
    void send(const Sent &sent, const QCborMap &body, int timeoutMs);
    void onReply(const Sent &sent, const Result<SmpReply> &reply);
    void onLoss(const Sent &sent);
    void onOffset(const Sent &sent, const SmpReply &reply, qint64 offset);
    void goBackTo(qint64 offset, bool lost);
    void grow();
    void measure(const SmpReply &reply);
    void report(bool always);
    void end(Result<void> result);
    [[nodiscard]] QCborMap firstBody(const QByteArray &data) const;
    [[nodiscard]] int roomFor(const QCborMap &bodyWithoutData) const;
    [[nodiscard]] int chunkTimeoutMs() const;

    std::shared_ptr<SmpClient> m_smp;
    QByteArray m_file;
    QByteArray m_sha;
    int m_image;
    UploadLimits m_limits;
    UploadProgressHandler m_progress;
    Answer<void> m_answer;
    std::stop_source m_roundStop; ///< lets go of the requests of a round that is given up
    StopWatch m_stop;
    QTimer m_pause;
    RateMeter m_rate;
    QElapsedTimer m_sinceReport;
    int m_baseOutstanding;
    qint64 m_acked = 0; ///< the server has everything below
    qint64 m_next = 0;  ///< first byte not sent in this round
    qint64 m_best = 0;  ///< highest m_acked ever
    qint64 m_resumedFrom = 0;
    quint32 m_round = 0;
    int m_inFlight = 0;
    int m_window = 1;
    int m_chunkLimit; ///< packet size in use
    int m_goodInRow = 0;
    int m_fruitless = 0; ///< rounds without a byte more
    double m_rttMs = 0;
    bool m_erasing = true;
};

} // namespace device_link
