// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_intake.h"

#include "device_link/protocols/stream_channels.h"
#include "framing/smp_packet.h"

#include <QCborMap>
#include <QtEndian>

namespace usb_figures {

using namespace device_link;

namespace {

constexpr std::uint8_t kStreamStart = 41; // PROTOCOL.md §5
constexpr std::size_t kNumberAt = 4;      // §7.1

QByteArray toQt(framing::ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

SampleIntake::SampleIntake()
    : m_codec(makePortCodec(PortRole::Kit))
{
}

void SampleIntake::begin(const QByteArray &grant)
{
    m_grant = grant;
    start(false);
}

void SampleIntake::beginAgain()
{
    m_codec->reset();
    start(m_store != nullptr);
}

void SampleIntake::take(const QByteArray &bytes)
{
    m_codec->decode(
        {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())}, *this);
}

std::optional<QByteArray> SampleIntake::report() const
{
    const auto report = m_receiver.report();
    if (!report)
        return std::nullopt;
    framing::Bytes payload;
    framing::encodeSampleReport(*report, payload);
    framing::Bytes wire;
    return m_codec->encodeReport(payload, wire) ? std::optional(toQt(wire)) : std::nullopt;
}

void SampleIntake::message(framing::ByteView bytes)
{
    const auto packet = framing::parseSmpPacket(bytes);
    if (!packet || packet->header.command != kStreamStart || !m_grant.isEmpty())
        return;
    m_grant = toQt(packet->body);
    start(false);
}

void SampleIntake::samples(framing::ByteView block)
{
    if (block.size() > kNumberAt + 4) {
        // A recorded stream that is played again follows itself in the store, as a kit's does after a lost link.
        const auto number = qFromLittleEndian<std::uint32_t>(block.data() + kNumberAt);
        if (m_store && number < m_number)
            start(true);
        m_number = number;
    }
    m_receiver.block(block);
}

void SampleIntake::start(bool resumed)
{
    const QCborMap answer = QCborValue::fromCbor(m_grant).toMap();
    const auto channels = parseStreamChannels(answer.value(QLatin1String("channels")).toArray());
    if (!channels)
        return;
    SampleStreamInfo info;
    info.rateNum = answer.value(QLatin1String("rate_num")).toInteger(1);
    info.rateHz = double(info.rateNum);
    info.channels = *channels;
    if (!m_store)
        m_store = std::make_shared<SampleStore>(info);
    SampleReceiver::Stream stream;
    stream.id = static_cast<std::uint8_t>(answer.value(QLatin1String("id")).toInteger());
    stream.rateNum = info.rateNum;
    stream.store = m_store;
    if (resumed)
        stream.pause = device_link::SampleGap::Cause::LinkLost;
    m_receiver.begin(std::move(stream));
}

} // namespace usb_figures
