// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/stream_channels.h"

#include "device_link/protocols/cbor_reader.h"

#include <QCborArray>
#include <QCborMap>

namespace device_link {

namespace {

constexpr qsizetype kMaxChannels = 16;

Result<SampleChannel> parseOne(const QCborMap &map)
{
    CborReader reader(map, QStringLiteral("stream channel"));
    SampleChannel channel;
    channel.name = reader.text("name", 32).toStdString();
    channel.unit = reader.text("unit", 8).toStdString();
    channel.bits = int(reader.u("bits", 16));
    channel.rangeBits = int(reader.u("range_bits", 4));
    const QCborArray ranges = reader.array("ranges");
    if (reader.failed())
        return tl::unexpected(reader.error());
    if (channel.bits != 8 && channel.bits != 16)
        return fail(Fault::BadReply, QStringLiteral("stream channel: key \"bits\" is not 8 or 16"));
    if (ranges.isEmpty() || ranges.size() > (qsizetype(1) << channel.rangeBits))
        return fail(Fault::BadReply, QStringLiteral("stream channel: key \"ranges\" does not fit \"range_bits\""));
    channel.ranges.clear();
    for (const QCborValue &value : ranges) {
        CborReader range(value.toMap(), QStringLiteral("stream range"));
        channel.ranges.push_back(SampleRange{range.number("gain"), range.number("offset")});
        if (range.failed())
            return tl::unexpected(range.error());
    }
    return channel;
}

} // namespace

Result<std::vector<SampleChannel>> parseStreamChannels(const QCborArray &channels)
{
    if (channels.isEmpty() || channels.size() > kMaxChannels)
        return fail(Fault::BadReply, QStringLiteral("a stream of %1 channels").arg(channels.size()));
    std::vector<SampleChannel> parsed;
    for (const QCborValue &value : channels) {
        Result<SampleChannel> channel = parseOne(value.toMap());
        if (!channel)
            return tl::unexpected(channel.error());
        parsed.push_back(std::move(*channel));
    }
    return parsed;
}

} // namespace device_link
