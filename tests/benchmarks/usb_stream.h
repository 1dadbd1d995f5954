// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_intake.h"

#include "usbip_client.h"

#include <QProcess>
#include <QTimer>

#include <functional>

namespace usb_figures {

/// A virtual kit process on USB/IP, and this program as its host in user space: the power stream comes in by bulk
/// transfers, as from a real cable, and is reported as PROTOCOL.md §7.3 asks.
class UsbStream
{
public:
    /// kitOptions: of aiesim-virtual-kit. rate: samples per second to ask for.
    UsbStream(const QStringList &kitOptions, quint32 rate);
    ~UsbStream();
    UsbStream(const UsbStream &) = delete;
    UsbStream &operator=(const UsbStream &) = delete;

    /// Plugs in and starts the stream. False with a word on stderr.
    [[nodiscard]] bool start();
    /// Lets the stream run for a while.
    void run(std::chrono::milliseconds time);
    [[nodiscard]] double kitCpu() const;

    SampleIntake intake;
    /// Sees the bytes before they are decoded; empty when nobody looks.
    std::function<void(const QByteArray &bytes)> onBytes;

private:
    [[nodiscard]] bool startKit();
    void ask();
    void report();

    QStringList m_options;
    quint32 m_rate;
    QProcess m_kit;
    QString m_address;
    usb_client::UsbipClient m_client;
    QTimer m_reports;
};

/// The first bytes of a stream, from its first block to the end of a frame, and the answer it began with.
struct RecordedStream {
    QByteArray bytes;
    QByteArray grant;
};
[[nodiscard]] RecordedStream recordStream(qsizetype bytes);

} // namespace usb_figures
