// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/port_codec.h"
#include "device_link/session/link.h"
#include "framing/kit_frame.h"
#include "framing/smp_console.h"
#include "framing/smp_packet.h"

#include <QCborMap>
#include <QCborValue>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <memory>

namespace test_kit {

/// An SMP request as it reached the peer.
struct Request {
    framing::SmpHeader header;
    QCborMap body;
};

/// The other end of a TCP connection, behaving as a test scripts it: every message of the port's role is handed to the
/// script, which answers or not. Real bytes through a real socket.
class ScriptedPeer : public QObject
{
public:
    explicit ScriptedPeer(device_link::PortRole role)
        : m_role(role)
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            m_socket = m_server.nextPendingConnection();
            m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            connect(m_socket, &QTcpSocket::readyRead, this, &ScriptedPeer::read);
        });
    }

    std::function<void(const Request &)> onRequest; ///< kit and console
    std::function<void(const QByteArray &)> onLine; ///< at: without the CR
    QList<Request> requests;
    QList<QByteArray> lines;
    bool splitBytes = false; ///< answers leave byte by byte

    [[nodiscard]] device_link::DeviceUrl url() const
    {
        device_link::DeviceUrl url;
        url.scheme = device_link::DeviceUrl::Scheme::Tcp;
        url.address = QStringLiteral("127.0.0.1");
        url.tcpPort = m_server.serverPort();
        url.role = m_role;
        return url;
    }

    void write(const QByteArray &bytes)
    {
        if (!splitBytes) {
            m_socket->write(bytes);
            return;
        }
        for (const char byte : bytes) {
            m_socket->write(&byte, 1);
            m_socket->flush();
        }
    }
    /// The answer to a request; headers may be bent before.
    void answer(framing::SmpHeader header, const QCborMap &body)
    {
        header.op = framing::SmpOp(std::uint8_t(header.op) | 1);
        packet(header, QCborValue(body).toCbor());
    }
    void packet(const framing::SmpHeader &header, const QByteArray &body)
    {
        framing::Bytes bytes;
        framing::encodeSmpPacket(header, view(body), bytes);
        framing::Bytes wire;
        if (m_role == device_link::PortRole::Kit)
            framing::encodeKitFrame(framing::KitChannel::Control, bytes, wire);
        else
            framing::encodeSmpConsole(bytes, wire);
        write(QByteArray(reinterpret_cast<const char *>(wire.data()), qsizetype(wire.size())));
    }
    void frame(framing::KitChannel channel, const QByteArray &payload)
    {
        framing::Bytes wire;
        framing::encodeKitFrame(channel, view(payload), wire);
        write(QByteArray(reinterpret_cast<const char *>(wire.data()), qsizetype(wire.size())));
    }
    void event(const QCborMap &map) { frame(framing::KitChannel::Events, QCborValue(map).toCbor()); }
    void hangUp() { m_socket->abort(); }
    [[nodiscard]] bool isConnected() const { return m_socket != nullptr; }

private:
    static framing::ByteView view(const QByteArray &bytes)
    {
        return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), std::size_t(bytes.size())};
    }
    void read()
    {
        const QByteArray bytes = m_socket->readAll();
        if (m_role == device_link::PortRole::Kit) {
            m_frames.feed(view(bytes), [this](framing::KitChannel channel, framing::ByteView payload) {
                if (channel == framing::KitChannel::Control)
                    take(payload);
            });
        } else if (m_role == device_link::PortRole::Console) {
            m_console.feed(
                view(bytes), [this](framing::ByteView payload) { take(payload); }, [](framing::ByteView) {});
        } else {
            m_at.append(bytes);
            for (qsizetype end = m_at.indexOf('\r'); end >= 0; end = m_at.indexOf('\r')) {
                const QByteArray line = m_at.left(end);
                m_at.remove(0, end + 1);
                lines.append(line);
                if (onLine)
                    onLine(line);
            }
        }
    }
    void take(framing::ByteView payload)
    {
        const auto parsed = framing::parseSmpPacket(payload);
        if (!parsed)
            return;
        Request request;
        request.header = parsed->header;
        request.body
            = QCborValue::fromCbor(reinterpret_cast<const char *>(parsed->body.data()), qsizetype(parsed->body.size()))
                  .toMap();
        requests.append(request);
        if (onRequest)
            onRequest(request);
    }

    device_link::PortRole m_role;
    QTcpServer m_server;
    QTcpSocket *m_socket = nullptr;
    framing::KitFrameDecoder m_frames;
    framing::SmpConsoleDecoder m_console;
    QByteArray m_at;
};

} // namespace test_kit
