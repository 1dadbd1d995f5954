// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/link_trace.h"

#include "framing/smp_packet.h"

#include <spdlog/spdlog.h>

namespace device_link {

namespace {

bool wanted() { return spdlog::should_log(spdlog::level::trace); }

void trace(const DeviceUrl &url, const QString &text)
{
    spdlog::trace("{} {}", roleName(url.role).toStdString(), text.toStdString());
}

QString smpText(const QByteArray &message)
{
    constexpr const char *kOperations[] = {"read", "read answer", "write", "write answer"};
    const auto packet = framing::parseSmpPacket(framing::ByteView(
        reinterpret_cast<const std::uint8_t *>(message.constData()), static_cast<std::size_t>(message.size())));
    if (!packet)
        return QStringLiteral("no SMP packet, %1 bytes").arg(message.size());
    const framing::SmpHeader &header = packet->header;
    return QStringLiteral("SMP %1 group %2 command %3 sequence %4, %5 bytes")
        .arg(QLatin1String(kOperations[static_cast<unsigned>(header.op) & 3U]))
        .arg(header.group)
        .arg(header.command)
        .arg(header.sequence)
        .arg(message.size());
}

/// "AT+CSIM=…": the command without its values.
QString atText(const QByteArray &message)
{
    QByteArray name = message.left(message.indexOf('\r')).trimmed();
    const qsizetype values = name.indexOf('=');
    if (values >= 0)
        name.truncate(values + 1);
    return QString::fromLatin1(name.left(32)) + (values >= 0 ? QStringLiteral("…") : QString());
}

QString textOf(const DeviceUrl &url, const QByteArray &message)
{
    return url.role == PortRole::At ? QStringLiteral("%1 (%2 bytes)").arg(atText(message)).arg(message.size())
                                    : smpText(message);
}

} // namespace

void traceOpened(const DeviceUrl &url)
{
    if (wanted())
        trace(url, QStringLiteral("opened ") + toString(url));
}

void traceClosed(const DeviceUrl &url, const Error &error)
{
    if (wanted())
        trace(url, QStringLiteral("closed: %1 %2").arg(QLatin1String(faultName(error.fault())), error.detail()));
}

void traceSent(const DeviceUrl &url, const QByteArray &message)
{
    if (wanted())
        trace(url, QStringLiteral("> ") + textOf(url, message));
}

void traceReceived(const DeviceUrl &url, const QByteArray &message)
{
    if (!wanted())
        return;
    const QString text = url.role == PortRole::At ? QStringLiteral("%1 bytes").arg(message.size()) : smpText(message);
    trace(url, QStringLiteral("< ") + text);
}

void traceEvent(const DeviceUrl &url, const QByteArray &cbor)
{
    if (wanted())
        trace(url, QStringLiteral("< event, %1 bytes").arg(cbor.size()));
}

} // namespace device_link
