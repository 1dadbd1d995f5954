// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_stream.h"

#include "cpu_clock.h"

#include "framing/kit_frame.h"
#include "framing/smp_packet.h"

#include <QCborMap>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace usb_figures {

using usb_client::UsbipClient;

namespace {

// What the virtual kit's descriptors say; a benchmark of its own kit may know them.
constexpr quint8 kBulkIn = 0x81;
constexpr quint8 kBulkOut = 0x01;
constexpr quint8 kHostRequestType = 0x41; // PROTOCOL.md §1.1
constexpr quint8 kHostRequest = 1;
constexpr int kTransfers = 8;
constexpr int kTransferBytes = 64 * 1024;
constexpr int kReportMs = 50; // §3
constexpr std::uint16_t kGroup = 72;
constexpr std::uint8_t kStreamStart = 41;

/// The frame of stream.start, behind the byte that ends whatever came before it.
QByteArray startRequest(quint32 rate)
{
    const QCborMap body{
        {QStringLiteral("name"), QStringLiteral("power")}, {QStringLiteral("rate"), static_cast<qint64>(rate)}};
    const QByteArray cbor = QCborValue(body).toCbor();
    framing::SmpHeader header;
    header.op = framing::SmpOp::Write;
    header.group = kGroup;
    header.command = kStreamStart;
    framing::Bytes packet;
    framing::encodeSmpPacket(header,
        {reinterpret_cast<const std::uint8_t *>(cbor.constData()), static_cast<std::size_t>(cbor.size())}, packet);
    framing::Bytes wire(1, 0);
    framing::encodeKitFrame(framing::KitChannel::Control, packet, wire);
    return {reinterpret_cast<const char *>(wire.data()), static_cast<qsizetype>(wire.size())};
}

} // namespace

UsbStream::UsbStream(const QStringList &kitOptions, quint32 rate)
    : m_options(kitOptions)
    , m_rate(rate)
{
    m_reports.setTimerType(Qt::PreciseTimer);
    m_reports.callOnTimeout([this] { report(); });
}

UsbStream::~UsbStream()
{
    m_client.close();
    m_kit.terminate();
    if (!m_kit.waitForFinished(10000))
        m_kit.kill();
    m_kit.waitForFinished(5000);
}

bool UsbStream::startKit()
{
    m_kit.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_kit.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim-virtual-kit"),
        QStringList{QStringLiteral("--usbip"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--with-parent")}
            + m_options);
    while (m_kit.state() != QProcess::NotRunning && !m_kit.canReadLine()) {
        if (!m_kit.waitForReadyRead(30000))
            break;
    }
    const QJsonObject ready = QJsonDocument::fromJson(m_kit.readLine()).object();
    m_address = ready[QLatin1String("kits")][0][QLatin1String("usb")][QLatin1String("usbip")].toString();
    return !m_address.isEmpty();
}

bool UsbStream::start()
{
    const bool plugged = startKit() && m_client.connectTo(m_address) && m_client.import(QStringLiteral("1-1")) == 0
        && m_client.control(kHostRequestType, kHostRequest, 1, 0).status == 0;
    if (!plugged) {
        std::fprintf(stderr, "no kit on USB/IP: %s\n", qPrintable(m_client.problem()));
        return false;
    }
    intake.expect();
    for (int i = 0; i < kTransfers; ++i)
        ask();
    m_client.submit({kBulkOut, {}, startRequest(m_rate), 0, 0}, {});
    if (!m_client.waitUntil([this] { return intake.samples() > 0; })) {
        std::fprintf(stderr, "the stream does not begin: %s\n", qPrintable(m_client.problem()));
        return false;
    }
    m_reports.start(kReportMs);
    return true;
}

void UsbStream::ask()
{
    m_client.submit({kBulkIn, {}, {}, kTransferBytes, 0}, [this](const UsbipClient::Result &result) {
        if (result.status != 0)
            return;
        ask(); // first, so that the kit goes on meanwhile
        if (onBytes)
            onBytes(result.in);
        intake.take(result.in);
    });
}

void UsbStream::report()
{
    if (const auto wire = intake.report())
        m_client.submit({kBulkOut, {}, *wire, 0, 0}, {});
}

void UsbStream::run(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

double UsbStream::kitCpu() const { return cpuOfProcess(static_cast<pid_t>(m_kit.processId())); }

RecordedStream recordStream(qsizetype bytes)
{
    UsbStream stream({QStringLiteral("--power-rate"), QStringLiteral("2000000"), QStringLiteral("--speed"),
                         QStringLiteral("4"), QStringLiteral("--seed"), QStringLiteral("1")},
        2'000'000);
    RecordedStream recorded;
    recorded.bytes.reserve(bytes + kTransferBytes);
    stream.onBytes = [&recorded, bytes](const QByteArray &came) {
        if (recorded.bytes.size() < bytes)
            recorded.bytes += came;
    };
    if (!stream.start())
        return {};
    while (recorded.bytes.size() < bytes)
        stream.run(std::chrono::milliseconds(20));
    recorded.bytes.truncate(recorded.bytes.lastIndexOf('\0') + 1);
    recorded.grant = stream.intake.grant();
    return recorded;
}

} // namespace usb_figures
