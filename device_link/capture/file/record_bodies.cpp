// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_bodies.h"

#include "cbor_fields.h"
#include "little_endian.h"
#include "sample_segment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace device_link {

namespace {

constexpr std::size_t kClockPointBytes = 32;
constexpr qsizetype kMaxRanges = 16;
constexpr qsizetype kMaxText = 128;
constexpr double kMaxLevelDb = 1000; ///< beyond any level of a radio

QCborArray rangesArray(const std::vector<SampleRange> &ranges)
{
    QCborArray array;
    for (const SampleRange &range : ranges)
        array.append(QCborArray{range.gain, range.offset});
    return array;
}

std::vector<SampleRange> rangesOf(const QCborArray &array)
{
    std::vector<SampleRange> ranges;
    for (qsizetype i = 0; i < std::min(array.size(), kMaxRanges + 1); ++i) {
        const QCborArray pair = array.at(i).toArray();
        ranges.push_back({pair.at(0).toDouble(std::nan("")), pair.at(1).toDouble(std::nan(""))});
    }
    return ranges;
}

bool areNumbers(const std::vector<SampleRange> &ranges)
{
    return std::all_of(ranges.begin(), ranges.end(),
        [](const SampleRange &range) { return std::isfinite(range.gain) && std::isfinite(range.offset); });
}

SampleChannel channelOf(const QCborMap &map)
{
    SampleChannel channel;
    channel.name = map[QLatin1String("name")].toString().toStdString();
    channel.unit = map[QLatin1String("unit")].toString().toStdString();
    channel.bits = static_cast<int>(std::clamp<qint64>(cborInteger(map[QLatin1String("bits")]), 0, 255));
    channel.rangeBits = static_cast<int>(std::clamp<qint64>(cborInteger(map[QLatin1String("range_bits")]), 0, 255));
    channel.ranges = rangesOf(map[QLatin1String("ranges")].toArray());
    const double largest = map[QLatin1String("largest")].toDouble();
    channel.largest = std::isfinite(largest) && largest > 0 ? largest : 0;
    return channel;
}

struct NetworkText {
    const char *key;
    QString RecordedKitState::Network::*value;
};
constexpr std::array<NetworkText, 5> kNetworkTexts{{{"oper", &RecordedKitState::Network::operatorName},
    {"plmn", &RecordedKitState::Network::plmn}, {"tac", &RecordedKitState::Network::tac},
    {"ci", &RecordedKitState::Network::cell}, {"act", &RecordedKitState::Network::accessTechnology}}};

struct NetworkLevel {
    const char *key;
    std::optional<double> RecordedKitState::Network::*value;
};
constexpr std::array<NetworkLevel, 4> kNetworkLevels{
    {{"rsrp", &RecordedKitState::Network::rsrpDbm}, {"rsrq", &RecordedKitState::Network::rsrqDb},
        {"sinr", &RecordedKitState::Network::sinrDb}, {"rssi", &RecordedKitState::Network::rssiDbm}}};

QCborMap networkMap(const RecordedKitState::Network &network)
{
    QCborMap map{{QLatin1String("stat"), network.stat}};
    for (const NetworkText &each : kNetworkTexts) {
        if (!(network.*each.value).isEmpty())
            map[QLatin1String(each.key)] = network.*each.value;
    }
    for (const NetworkLevel &each : kNetworkLevels) {
        if (network.*each.value)
            map[QLatin1String(each.key)] = *(network.*each.value);
    }
    return map;
}

/// Nothing without a state of the registration.
std::optional<RecordedKitState::Network> networkOf(const QCborMap &map)
{
    RecordedKitState::Network network;
    const qint64 stat = cborInteger(map[QLatin1String("stat")], -1);
    if (stat < 0 || stat > 255)
        return std::nullopt;
    network.stat = static_cast<int>(stat);
    for (const NetworkText &each : kNetworkTexts)
        network.*each.value = map[QLatin1String(each.key)].toString().left(kMaxText);
    for (const NetworkLevel &each : kNetworkLevels) {
        const QCborValue level = map[QLatin1String(each.key)];
        if ((level.isDouble() || level.isInteger()) && std::abs(level.toDouble()) < kMaxLevelDb)
            network.*each.value = level.toDouble();
    }
    return network;
}

QCborMap kitStateMap(const RecordedKitState &state)
{
    QCborMap map{{QLatin1String("boot"), qint64(state.bootId)}, {QLatin1String("kit_ns"), qint64(state.kitTimeNs)},
        {QLatin1String("model"), state.model}, {QLatin1String("hw"), state.hardware},
        {QLatin1String("fw"), state.firmware}};
    if (state.batteryMah)
        map[QLatin1String("bat_mah")] = qint64(*state.batteryMah);
    if (!state.radio.isEmpty())
        map[QLatin1String("radio")] = state.radio;
    if (state.account) {
        map[QLatin1String("account")] = QCborMap{{QLatin1String("balance"), qint64(state.account->balanceMicro)},
            {QLatin1String("reserved"), qint64(state.account->reservedMicro)},
            {QLatin1String("last"), qint64(state.account->lastEntry)}};
    }
    if (state.network)
        map[QLatin1String("network")] = networkMap(*state.network);
    return map;
}

/// Nothing when it cannot be the state of a kit.
std::optional<RecordedKitState> kitStateOf(const QCborValue &value)
{
    const QCborMap map = value.toMap();
    RecordedKitState state;
    const qint64 boot = cborInteger(map[QLatin1String("boot")], -1);
    state.kitTimeNs = cborInteger(map[QLatin1String("kit_ns")], -1);
    if (boot < 0 || boot > std::numeric_limits<std::uint32_t>::max() || state.kitTimeNs < 0)
        return std::nullopt;
    state.bootId = static_cast<std::uint32_t>(boot);
    state.model = map[QLatin1String("model")].toString().left(kMaxText);
    state.hardware = map[QLatin1String("hw")].toString().left(kMaxText);
    state.firmware = map[QLatin1String("fw")].toString().left(kMaxText);
    state.radio = map[QLatin1String("radio")].toString().left(16);
    const qint64 mah = cborInteger(map[QLatin1String("bat_mah")]);
    if (mah > 0 && mah <= std::numeric_limits<std::uint32_t>::max())
        state.batteryMah = static_cast<std::uint32_t>(mah);
    const QCborMap account = map[QLatin1String("account")].toMap();
    const qint64 last = cborInteger(account[QLatin1String("last")], -1);
    if (account[QLatin1String("balance")].isInteger() && last >= 0)
        state.account = {cborInteger(account[QLatin1String("balance")]),
            cborInteger(account[QLatin1String("reserved")]), static_cast<std::uint64_t>(last)};
    state.network = networkOf(map[QLatin1String("network")].toMap());
    return state;
}

} // namespace

framing::Bytes fileInfoBody(const RecordingFileInfo &info)
{
    QCborMap map{
        {QLatin1String("product"), info.product},
        {QLatin1String("kit"), info.kitSerial},
        {QLatin1String("alias"), info.alias},
        {QLatin1String("simulated"), info.simulated},
        {QLatin1String("created_ms"), qint64(info.createdUtcMs)},
        {QLatin1String("host_ns"), qint64(info.hostTimeNs)},
    };
    if (info.voltageIsSet)
        map[QLatin1String("voltage_set")] = true;
    if (info.price.microPerMillionTokens > 0) {
        map[QLatin1String("price")]
            = QCborMap{{QLatin1String("micro_per_million"), qint64(info.price.microPerMillionTokens)},
                {QLatin1String("currency"), info.price.currency}, {QLatin1String("version"), info.price.version}};
    }
    if (info.begin)
        map[QLatin1String("begin")] = kitStateMap(*info.begin);
    return cborBytes(map);
}

Result<RecordingFileInfo> readFileInfo(framing::ByteView body)
{
    const QCborValue value = cborOf(body);
    if (!value.isMap())
        return fail(Fault::BadFile, QStringLiteral("the file header is no map"));
    const QCborMap map = value.toMap();
    RecordingFileInfo info;
    info.product = map[QLatin1String("product")].toString();
    info.kitSerial = map[QLatin1String("kit")].toString();
    info.alias = map[QLatin1String("alias")].toString();
    info.simulated = map[QLatin1String("simulated")].toBool();
    info.voltageIsSet = map[QLatin1String("voltage_set")].toBool();
    const QCborMap price = map[QLatin1String("price")].toMap();
    info.price.microPerMillionTokens = std::max<qint64>(0, cborInteger(price[QLatin1String("micro_per_million")]));
    info.price.currency = price[QLatin1String("currency")].toString().left(8);
    info.price.version = price[QLatin1String("version")].toString().left(64);
    info.begin = kitStateOf(map[QLatin1String("begin")]);
    info.createdUtcMs = cborInteger(map[QLatin1String("created_ms")]);
    info.hostTimeNs = cborInteger(map[QLatin1String("host_ns")]);
    return info;
}

bool streamIsPossible(const SampleStreamInfo &info)
{
    const auto possible = [](const SampleChannel &channel) {
        return (channel.bits == 8 || channel.bits == 16 || channel.bits == 32) && channel.rangeBits >= 0
            && channel.rangeBits <= 4 && channel.rangeBits < channel.bits && !channel.ranges.empty()
            && channel.ranges.size() <= std::size_t(kMaxRanges);
    };
    return !info.channels.empty() && info.channels.size() <= kMaxChannels
        && std::all_of(info.channels.begin(), info.channels.end(), possible);
}

framing::Bytes streamHead(std::uint32_t stream, std::uint32_t bootId)
{
    framing::Bytes head;
    putField(head, stream);
    putField(head, bootId);
    return head;
}

framing::Bytes streamBody(const SampleStreamInfo &info)
{
    QCborArray channels;
    for (const SampleChannel &channel : info.channels) {
        channels.append(QCborMap{
            {QLatin1String("name"), QString::fromStdString(channel.name)},
            {QLatin1String("unit"), QString::fromStdString(channel.unit)},
            {QLatin1String("bits"), channel.bits},
            {QLatin1String("range_bits"), channel.rangeBits},
            {QLatin1String("ranges"), rangesArray(channel.ranges)},
            {QLatin1String("largest"), channel.largest},
        });
    }
    return cborBytes(QCborMap{
        {QLatin1String("rate_num"), qint64(info.rateNum)},
        {QLatin1String("rate_den"), qint64(info.rateDen)},
        {QLatin1String("rate_hz"), info.rateHz},
        {QLatin1String("channels"), channels},
    });
}

Result<StreamRecord> readStream(framing::ByteView head, framing::ByteView body)
{
    const QCborValue value = cborOf(body);
    if (head.size() < 8 || !value.isMap())
        return fail(Fault::BadFile, QStringLiteral("a stream record is no map"));
    const QCborMap map = value.toMap();
    StreamRecord record;
    record.stream = fieldAt<std::uint32_t>(head, 0);
    record.info.bootId = fieldAt<std::uint32_t>(head, 4);
    record.info.rateNum = std::max<qint64>(0, cborInteger(map[QLatin1String("rate_num")]));
    record.info.rateDen = std::max<qint64>(1, cborInteger(map[QLatin1String("rate_den")]));
    const double rate = map[QLatin1String("rate_hz")].toDouble();
    record.info.rateHz = std::isfinite(rate) && rate > 0 ? rate : 0;
    const QCborArray channels = map[QLatin1String("channels")].toArray();
    if (channels.size() > qsizetype(kMaxChannels))
        return fail(Fault::BadFile, QStringLiteral("a stream has more than 64 channels"));
    for (const QCborValue &channel : channels)
        record.info.channels.push_back(channelOf(channel.toMap()));
    if (!streamIsPossible(record.info))
        return fail(Fault::BadFile, QStringLiteral("stream %1 has impossible channels").arg(record.stream));
    for (SampleChannel &channel : record.info.channels) {
        if (areNumbers(channel.ranges))
            continue;
        channel.ranges.assign(1, {1, 0});
        channel.unit.clear();
        record.uncalibrated = true;
    }
    return record;
}

framing::Bytes gapHead(std::uint32_t stream, const RecordedGap &gap)
{
    framing::Bytes head;
    putField(head, stream);
    putField(head, std::uint32_t(gap.cause));
    putField(head, gap.firstIndex);
    putField(head, gap.count);
    return head;
}

Result<GapRecord> readGap(framing::ByteView head)
{
    if (head.size() < 24)
        return fail(Fault::BadFile, QStringLiteral("a gap record is too short"));
    const auto cause = fieldAt<std::uint32_t>(head, 4);
    const bool known = cause <= std::uint32_t(RecordedGap::Cause::NotMeasured);
    return GapRecord{fieldAt<std::uint32_t>(head, 0),
        {fieldAt<std::uint64_t>(head, 8), fieldAt<std::uint64_t>(head, 16),
            known ? static_cast<RecordedGap::Cause>(cause) : RecordedGap::Cause::Unknown}};
}

framing::Bytes clockHead(const std::vector<RecordedClockPoint> &points)
{
    framing::Bytes head;
    putField(head, static_cast<std::uint32_t>(points.size()));
    putField(head, std::uint32_t(0));
    return head;
}

framing::Bytes clockBody(const std::vector<RecordedClockPoint> &points)
{
    framing::Bytes body;
    for (const RecordedClockPoint &point : points) {
        putField(body, point.bootId);
        putField(body, std::uint32_t(0));
        putField(body, point.kitTimeNs);
        putField(body, point.hostTimeNs);
        putField(body, point.utcNs);
    }
    return body;
}

Result<std::vector<RecordedClockPoint>> readClock(framing::ByteView head, framing::ByteView body)
{
    const std::size_t count = body.size() / kClockPointBytes;
    if (head.size() < 8 || body.size() % kClockPointBytes != 0 || fieldAt<std::uint32_t>(head, 0) != count)
        return fail(Fault::BadFile, QStringLiteral("a clock record has not as many points as it says"));
    std::vector<RecordedClockPoint> points(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = i * kClockPointBytes;
        points[i] = {fieldAt<std::uint32_t>(body, at), fieldAt<std::int64_t>(body, at + 8),
            fieldAt<std::int64_t>(body, at + 16), fieldAt<std::int64_t>(body, at + 24)};
    }
    return points;
}

framing::Bytes calibrationHead(std::uint32_t stream, std::uint64_t fromIndex)
{
    framing::Bytes head;
    putField(head, stream);
    putField(head, std::uint32_t(0));
    putField(head, fromIndex);
    return head;
}

framing::Bytes calibrationBody(const RecordedCalibration &calibration)
{
    QCborArray channels;
    for (const std::vector<SampleRange> &ranges : calibration.ranges)
        channels.append(rangesArray(ranges));
    return cborBytes(channels);
}

Result<CalibrationRecord> readCalibration(framing::ByteView head, framing::ByteView body)
{
    const QCborArray channels = cborOf(body).toArray();
    if (head.size() < 16 || channels.isEmpty() || channels.size() > qsizetype(kMaxChannels))
        return fail(Fault::BadFile, QStringLiteral("a calibration record has no or too many channels"));
    CalibrationRecord record{fieldAt<std::uint32_t>(head, 0), {fieldAt<std::uint64_t>(head, 8), {}}};
    for (const QCborValue &channel : channels) {
        auto ranges = rangesOf(channel.toArray());
        if (ranges.empty() || ranges.size() > std::size_t(kMaxRanges) || !areNumbers(ranges))
            return fail(Fault::BadFile, QStringLiteral("a calibration has ranges that are no numbers"));
        record.calibration.ranges.push_back(std::move(ranges));
    }
    return record;
}

framing::Bytes syncedHead(std::uint64_t syncedBytes)
{
    framing::Bytes head;
    putField(head, syncedBytes);
    return head;
}

std::optional<std::uint64_t> readSynced(framing::ByteView head)
{
    return head.size() >= 8 ? std::optional(fieldAt<std::uint64_t>(head, 0)) : std::nullopt;
}

framing::Bytes endHead(RecordingEnd end)
{
    framing::Bytes head;
    putField(head, static_cast<std::uint32_t>(end));
    putField(head, std::uint32_t(0));
    return head;
}

framing::Bytes endBody(const RecordingFileTotals &totals)
{
    QCborMap body{
        {QLatin1String("frames"), qint64(totals.frames)},
        {QLatin1String("gaps"), qint64(totals.gaps)},
        {QLatin1String("missing"), qint64(totals.missing)},
        {QLatin1String("events"), qint64(totals.events)},
        {QLatin1String("notes"), qint64(totals.notes)},
    };
    if (totals.lines > 0)
        body.insert(QLatin1String("lines"), qint64(totals.lines));
    return cborBytes(body);
}

std::optional<RecordingEnd> readEnd(framing::ByteView head)
{
    if (head.size() < 8)
        return {};
    const auto end = fieldAt<std::uint32_t>(head, 0);
    return end <= std::uint32_t(RecordingEnd::WriteFailed) ? RecordingEnd(end) : RecordingEnd::Closed;
}

} // namespace device_link
