// SPDX-License-Identifier: GPL-3.0-or-later
#include "host_end.h"

#include <algorithm>

using framing::ByteView;
using framing::KitChannel;

std::size_t HostEnd::take(std::size_t limit)
{
    std::size_t total = 0;
    while (total < limit) {
        const ByteView bytes = m_link.next();
        if (bytes.empty())
            break;
        const ByteView part = bytes.first(std::min(bytes.size(), limit - total));
        wire.append(reinterpret_cast<const char *>(part.data()), static_cast<qsizetype>(part.size()));
        m_decoder.feed(part, [this](KitChannel channel, ByteView payload) {
            frames.push_back({channel,
                QByteArray(reinterpret_cast<const char *>(payload.data()), static_cast<qsizetype>(payload.size()))});
        });
        const std::size_t count = part.size();
        m_link.consume(count);
        total += count;
    }
    return total;
}

QString HostEnd::order() const
{
    QString letters;
    for (const Frame &frame : frames)
        letters += QLatin1Char("cesl"[static_cast<int>(frame.channel)]);
    return letters;
}

std::vector<framing::SampleBlockHeader> HostEnd::blocks() const
{
    std::vector<framing::SampleBlockHeader> headers;
    for (const Frame &frame : frames) {
        if (frame.channel != KitChannel::Samples)
            continue;
        if (const auto block = framing::parseSampleBlock(view(frame.payload)))
            headers.push_back(block->header);
    }
    return headers;
}

void HostEnd::send(KitChannel channel, ByteView payload)
{
    framing::Bytes bytes;
    framing::encodeKitFrame(channel, payload, bytes);
    m_link.receive(bytes);
}

void HostEnd::report(std::uint8_t stream, std::uint32_t number)
{
    framing::Bytes payload;
    framing::encodeSampleReport({stream, number}, payload);
    send(KitChannel::Samples, payload);
}

void makeBlocks(virtual_kit::KitLink &link, std::uint8_t stream, int from, int count)
{
    const framing::Bytes data(40, 0x55);
    for (int i = from; i < from + count; ++i) {
        framing::SampleBlockHeader header;
        header.stream = stream;
        header.firstIndex = std::uint64_t(i) * 10;
        header.count = 10;
        header.bytesPerSample = 4;
        link.sendBlock(header, data);
    }
}
