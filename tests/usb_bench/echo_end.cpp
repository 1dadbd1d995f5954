// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/echo_end.h"

#include <QString>
#include <QtEndian>

#include <algorithm>
#include <cerrno>

namespace usb_bench {
namespace {

constexpr qsizetype packetSize = 512;
enum : quint8 { ClearFeature = 1, GetDescriptor = 6 };

} // namespace

void EchoEnd::start(Done done, Gone gone)
{
    m_done = std::move(done);
    m_gone = std::move(gone);
}

void EchoEnd::submit(const Request &request)
{
    if ((request.endpoint & 0x7f) == 0)
        return control(request);
    QList<Result> results;
    {
        const std::lock_guard guard(m_lock);
        if (m_halted.contains(request.endpoint)) {
            results.append({request.id, -EPIPE, 0, {}});
        } else if (request.endpoint == 0x81) {
            m_readings.append({request, {}});
            results = pump();
        } else if (request.endpoint == 0x01) {
            push(request.out, request.zeroPacket);
            results = QList<Result>{{request.id, 0, static_cast<int>(request.out.size()), {}}} + pump();
        } else {
            m_readings.append({request, {}}); // nothing ever takes it
        }
    }
    tell(results);
}

void EchoEnd::push(const QByteArray &bytes, bool zeroPacket)
{
    for (qsizetype at = 0; at < bytes.size(); at += packetSize)
        m_packets.append(bytes.mid(at, packetSize));
    if (bytes.isEmpty() || (zeroPacket && bytes.size() % packetSize == 0)) {
        m_packets.append(QByteArray());
        ++m_zeroPackets;
    }
}

QList<UsbEnd::Result> EchoEnd::pump()
{
    QList<Result> results;
    if (m_halted.contains(0x81))
        return results;
    for (auto reading = m_readings.begin(); reading != m_readings.end() && !m_packets.isEmpty();) {
        if (reading->request.endpoint != 0x81) {
            ++reading;
            continue;
        }
        bool ended = false;
        while (!ended && !m_packets.isEmpty()) {
            const QByteArray packet = m_packets.takeFirst();
            reading->bytes += packet;
            ended = packet.size() < packetSize || reading->bytes.size() >= reading->request.length;
        }
        if (!ended)
            break;
        results.append({reading->request.id, 0, static_cast<int>(reading->bytes.size()), reading->bytes});
        reading = m_readings.erase(reading);
    }
    return results;
}

void EchoEnd::cancel(quint32 id)
{
    QList<Result> results;
    {
        const std::lock_guard guard(m_lock);
        const auto found = std::find_if(
            m_readings.begin(), m_readings.end(), [id](const Reading &reading) { return reading.request.id == id; });
        if (found == m_readings.end())
            return;
        results.append({id, -ECONNRESET, static_cast<int>(found->bytes.size()), found->bytes});
        m_readings.erase(found);
    }
    tell(results);
}

void EchoEnd::halt(quint8 endpoint)
{
    QList<Result> results;
    {
        const std::lock_guard guard(m_lock);
        m_halted.append(endpoint);
        for (auto reading = m_readings.begin(); reading != m_readings.end();) {
            if (reading->request.endpoint == endpoint) {
                results.append({reading->request.id, -EPIPE, 0, {}});
                reading = m_readings.erase(reading);
            } else {
                ++reading;
            }
        }
    }
    tell(results);
}

void EchoEnd::tell(const QList<Result> &results)
{
    for (const Result &result : results) {
        if (!m_stopped)
            m_done(result);
    }
}

void EchoEnd::control(const Request &request)
{
    const quint16 value = qFromLittleEndian<quint16>(request.setup.constData() + 2);
    Result result{request.id, 0, 0, {}};
    if (request.endpoint == 0x80 && request.setup[1] == GetDescriptor) {
        result.in = descriptor(value).left(request.length);
        result.status = result.in.isEmpty() ? -EPIPE : 0;
    } else if (request.endpoint == 0x80 && request.setup[0] == char(0xc0)) {
        result.status = -EPIPE; // no vendor request is known
    } else if (request.setup[0] == 0x02 && request.setup[1] == ClearFeature) {
        const std::lock_guard guard(m_lock);
        m_halted.removeAll(static_cast<quint8>(request.setup[4]));
    }
    result.actual = static_cast<int>(request.endpoint ? result.in.size() : request.out.size());
    tell({result});
}

QByteArray EchoEnd::descriptor(quint16 value) const
{
    const auto text = [](const QString &string) {
        QByteArray bytes(2, '\3');
        for (const QChar character : string) {
            bytes += static_cast<char>(character.unicode() & 0xff);
            bytes += static_cast<char>(character.unicode() >> 8);
        }
        bytes[0] = static_cast<char>(bytes.size());
        return bytes;
    };
    switch (value) {
    case 0x0100:
        return QByteArray::fromHex("12010002ef020140091201000001010203"
                                   "01");
    case 0x0200:
        return QByteArray::fromHex("09023000020100"
                                   "8032"
                                   "0904000002ffa10104"
                                   "07050102000200"
                                   "07058102000200"
                                   "0904010001ff000000"
                                   "07050202000200");
    case 0x0300: return QByteArray::fromHex("04030904");
    case 0x0301: return text(QStringLiteral("Bench"));
    case 0x0302: return text(QStringLiteral("Echo"));
    case 0x0303: return text(QString::fromLatin1(m_serial));
    case 0x0304: return text(QStringLiteral("AI-eSIM kit"));
    default: return {};
    }
}

} // namespace usb_bench
