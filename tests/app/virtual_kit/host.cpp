// SPDX-License-Identifier: GPL-3.0-or-later
#include "host.h"

#include "framing/smp_packet.h"

#include <QCborValue>
#include <QElapsedTimer>
#include <QFile>
#include <QSocketNotifier>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

using framing::ByteView;
using framing::KitChannel;

namespace {

ByteView view(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

QByteArray toQt(ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

Host::Host(const QString &path)
    : m_fd(::open(QFile::encodeName(path).constData(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC))
{
    if (m_fd < 0)
        return;
    ::tcflush(m_fd, TCIOFLUSH);
    auto *notifier = new QSocketNotifier(m_fd, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &Host::onReadable);
}

Host::Host(std::unique_ptr<QIODevice> device)
    : m_device(std::move(device))
{
    connect(m_device.get(), &QIODevice::readyRead, this, [this] { take(m_device->readAll()); });
    connect(m_device.get(), &QIODevice::readChannelFinished, this, [this] { m_hungUp = true; });
}

Host::~Host()
{
    if (m_device)
        m_device->disconnect(this);
    if (m_fd >= 0)
        ::close(m_fd);
}

void Host::onReadable()
{
    char buffer[16384];
    while (true) {
        const ssize_t got = ::read(m_fd, buffer, sizeof buffer);
        if (got > 0) {
            take(QByteArray(buffer, got));
            continue;
        }
        if (got == 0 || errno == EIO) {
            m_hungUp = true;
            for (QSocketNotifier *notifier : findChildren<QSocketNotifier *>())
                notifier->setEnabled(false);
        }
        return;
    }
}

void Host::take(const QByteArray &chunk)
{
    received += chunk;
    Q_EMIT bytes(chunk);
}

void Host::write(const QByteArray &data)
{
    for (qsizetype done = 0; done < data.size();) {
        const qint64 count = writeSome(data.mid(done));
        if (count < 0)
            return;
        done += count;
        if (done < data.size())
            QTest::qWait(1);
    }
}

qint64 Host::writeSome(const QByteArray &data)
{
    if (m_device)
        return m_device->write(data);
    const ssize_t count = ::write(m_fd, data.constData(), static_cast<std::size_t>(data.size()));
    return count < 0 && errno == EAGAIN ? 0 : count;
}

SmpHost::SmpHost(std::unique_ptr<Host> host, Framing framing)
    : m_host(std::move(host))
    , m_framing(framing)
{
    connect(m_host.get(), &Host::bytes, this, &SmpHost::feed);
}

int SmpHost::send(int op, int group, int command, const QCborMap &body)
{
    const int sequence = m_sequence++ % 256;
    framing::SmpHeader header;
    header.op = static_cast<framing::SmpOp>(op);
    header.group = static_cast<std::uint16_t>(group);
    header.command = static_cast<std::uint8_t>(command);
    header.sequence = static_cast<std::uint8_t>(sequence);
    framing::Bytes packet;
    framing::encodeSmpPacket(header, view(body.toCborValue().toCbor()), packet);
    framing::Bytes wire;
    if (m_framing == Framing::Kit)
        framing::encodeKitFrame(KitChannel::Control, packet, wire);
    else
        framing::encodeSmpConsole(packet, wire);
    m_host->write(toQt(wire));
    return sequence;
}

std::optional<QCborMap> SmpHost::call(int op, int group, int command, const QCborMap &body, int ms)
{
    const std::size_t before = answers.size();
    const int sequence = send(op, group, command, body);
    const auto find = [&] {
        return std::find_if(answers.begin() + static_cast<std::ptrdiff_t>(before), answers.end(),
            [&](const Answer &answer) { return answer.sequence == sequence; });
    };
    if (!QTest::qWaitFor([&] { return find() != answers.end(); }, ms))
        return std::nullopt;
    return find()->body;
}

std::optional<QCborMap> SmpHost::hello()
{
    m_host->write(QByteArray(1, '\0'));
    for (int attempt = 0; attempt < 40; ++attempt) {
        if (auto answer = call(0, 72, 0, {}, 500))
            return answer;
    }
    return std::nullopt;
}

void SmpHost::report(int id, quint32 number)
{
    framing::Bytes payload;
    framing::encodeSampleReport({static_cast<std::uint8_t>(id), number}, payload);
    framing::Bytes wire;
    framing::encodeKitFrame(KitChannel::Samples, payload, wire);
    m_host->write(toQt(wire));
}

int SmpHost::eventCount(const char *name) const
{
    return static_cast<int>(std::count_if(events.begin(), events.end(),
        [name](const QCborMap &event) { return event.value(QStringLiteral("e")).toString() == QLatin1String(name); }));
}

void SmpHost::feed(const QByteArray &bytes)
{
    const auto onText = [this](ByteView line) { log << QString::fromUtf8(toQt(line)); };
    if (m_framing == Framing::Console) {
        m_console.feed(
            view(bytes), [this](ByteView packet) { onPacket(packet); }, onText);
        return;
    }
    m_frames.feed(view(bytes), [&](KitChannel channel, ByteView payload) {
        if (channel == KitChannel::Control)
            onPacket(payload);
        else if (channel == KitChannel::Events)
            events.push_back(QCborValue::fromCbor(toQt(payload)).toMap());
        else if (channel == KitChannel::Log)
            onText(payload);
        else
            onBlock(payload);
    });
}

void SmpHost::onPacket(ByteView packet)
{
    const auto smp = framing::parseSmpPacket(packet);
    if (!smp)
        return;
    answers.push_back(
        {smp->header.group, smp->header.command, smp->header.sequence, QCborValue::fromCbor(toQt(smp->body)).toMap()});
}

void SmpHost::onBlock(ByteView payload)
{
    const auto block = framing::parseSampleBlock(payload);
    if (!block)
        return;
    if (block->header.stream != stream.id) {
        stream = {}; // a new one; its first block may come before anybody has looked at the answer
        stream.id = block->header.stream;
    }
    const framing::SampleBlockHeader &header = block->header;
    stream.consistent = stream.consistent && header.firstIndex == stream.next + header.lost;
    stream.next = header.firstIndex + header.count;
    stream.lost += header.lost;
    stream.samples += header.count;
    stream.lastNumber = header.number;
    ++stream.blocks;
    stream.words += toQt(block->data);
    if (reporting)
        report(stream.id, header.number);
}
