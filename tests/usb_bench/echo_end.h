// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_bench/usb_end.h"

#include <QList>

#include <atomic>
#include <mutex>

namespace usb_bench {

/// A device of a few lines for tests of the host itself: vendor interface FF/A1/01, bulk OUT 0x01 comes back at bulk IN
/// 0x81 in packets of 512 bytes as USB 2.0 §5.8.3 has them (a transfer ends when full or at a short packet). Interface
/// 1, class FF/00/00, takes bytes at OUT 0x02 and never gives any.
class EchoEnd : public UsbEnd
{
public:
    explicit EchoEnd(QByteArray serial = "ECHO0001")
        : m_serial(std::move(serial))
    {
    }

    void start(Done done, Gone gone) override;
    void stop() override { m_stopped = true; }
    void submit(const Request &request) override;
    void cancel(quint32 id) override;

    /// The device leaves by itself.
    void leave() { m_gone(); }
    void halt(quint8 endpoint);
    /// Zero packets the host sent by URB_ZERO_PACKET.
    [[nodiscard]] int zeroPackets() const { return m_zeroPackets; }

private:
    struct Reading {
        Request request;
        QByteArray bytes;
    };
    void control(const Request &request);
    [[nodiscard]] QByteArray descriptor(quint16 value) const;
    void push(const QByteArray &bytes, bool zeroPacket);
    /// Moves packets into the waiting requests; what has ended.
    [[nodiscard]] QList<Result> pump();
    void tell(const QList<Result> &results);

    QByteArray m_serial;
    Done m_done;
    Gone m_gone;
    std::atomic<bool> m_stopped = false;
    std::atomic<int> m_zeroPackets = 0;
    std::mutex m_lock;
    QList<QByteArray> m_packets;
    QList<Reading> m_readings;
    QList<quint8> m_halted;
};

} // namespace usb_bench
