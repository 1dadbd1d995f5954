// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/kit_liveness.h"
#include "device_link/protocols/message_pipe.h"
#include "device_link/protocols/port_codec.h"
#include "device_link/protocols/sample_sink.h"
#include "device_link/session/device_url.h"
#include "device_link/session/frame_tap.h"
#include "device_link/transports/transport.h"
#include "framing/smp_packet.h"

#include <QTimer>

#include <array>
#include <atomic>
#include <memory>

namespace device_link {

/// Numbers both threads of a link look at.
struct LinkShared {
    std::atomic<quint64> bytesIn = 0, bytesOut = 0, badFrames = 0, unknownChannel = 0;
    std::atomic<quint64> unexpected = 0;    ///< SMP packets that answer nothing we asked
    std::atomic<quint64> overrun = 0;       ///< messages dropped because the GUI thread did not take them
    std::atomic<int> undelivered = 0;       ///< messages on their way to the GUI thread
    std::atomic<qint64> unsent = 0;         ///< bytes on their way to the port's thread
    std::atomic<qint64> transportQueue = 0; ///< bytes the transport has not handed on
    std::atomic<bool> fellSilent = false;   ///< the last closing was for silence
};

/// The part of a link that lives in its thread: transport, codec, stamps, sample reports, liveness.
/// What it emits carries the number of the opening it belongs to, so that the other side can tell old from new.
class LinkWorker : public QObject, private PortSink
{
    Q_OBJECT
public:
    LinkWorker(DeviceUrl url, std::shared_ptr<LinkShared> shared);
    ~LinkWorker() override;

    void open(quint32 opening);
    void close();
    void send(const QByteArray &message);
    void watchLiveness(bool on);
    void setSampleSink(std::shared_ptr<SampleSink> sink);
    void setFrameTaps(std::shared_ptr<FrameTaps> taps);

Q_SIGNALS:
    void opened(quint32 opening);
    void message(quint32 opening, const device_link::PortMessage &message);
    void event(quint32 opening, const QByteArray &cbor, qint64 hostNs);
    void text(quint32 opening, const QByteArray &line);
    void closed(quint32 opening, const device_link::Error &error);

private:
    void message(framing::ByteView bytes) override;
    void event(framing::ByteView cbor) override;
    void samples(framing::ByteView block) override;
    void text(framing::ByteView line) override;

    /// An SMP request on the wire.
    struct Asked {
        std::int64_t sentNs = 0; ///< 0: none, or answered
        framing::SmpHeader header;
    };
    void note(framing::ByteView request);
    std::int64_t takeAsked(framing::ByteView answer);
    void onOpened();
    void onReceived(const QByteArray &bytes);
    void onTick();
    void lose(const Error &error);
    void writeOut(const framing::Bytes &bytes);
    bool mayDeliver();
    void show(RawFrame::Kind kind, RawFrame::Way way, framing::ByteView bytes);
    [[nodiscard]] RawFrame::Kind messageKind() const;
    [[nodiscard]] bool speaksSmp() const;

    DeviceUrl m_url;
    std::shared_ptr<LinkShared> m_shared;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<PortCodec> m_codec;
    std::shared_ptr<SampleSink> m_sampleSink;
    std::shared_ptr<FrameTaps> m_taps;
    KitLiveness m_liveness;
    std::unique_ptr<QTimer> m_tick;
    int m_ticksWithoutReport = 0;
    std::array<Asked, 256> m_asked{}; ///< by SMP sequence
    std::int64_t m_nowNs = 0;         ///< of the read being decoded
    quint32 m_opening = 0;
};

} // namespace device_link
