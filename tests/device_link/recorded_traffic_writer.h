// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording_example_writer.h"

/// Recordings of a kit's probes and of what went over its ports.
namespace recording_example {

inline constexpr std::int64_t kSecondNs = 1'000'000'000;
inline constexpr std::int64_t kUtcNs = 1'790'000'000 * kSecondNs; ///< of host time 0, kit time 1 s

struct Traffic {
    std::vector<KitEvent> events;
    std::vector<RecordedLine> lines;
    bool samples = true;
    RecordingFileInfo info = {{}, QStringLiteral("VK-0042"), {}, true};
};

/// rtt empty: lost. The event is told 4 s later, as of a loss.
inline KitEvent probe(quint32 index, const char *tier, std::int64_t sentNs, std::optional<qint64> rttNs,
    std::optional<qint64> radioNs = {}, std::optional<qint64> coreNs = {})
{
    QCborMap fields{{QStringLiteral("id"), 77}, {QStringLiteral("i"), qint64(index)},
        {QStringLiteral("tier"), QString::fromLatin1(tier)}, {QStringLiteral("sent"), qint64(sentNs)}};
    if (rttNs)
        fields.insert(QLatin1String("rtt"), *rttNs);
    if (radioNs)
        fields.insert(QLatin1String("radio"), *radioNs);
    if (coreNs)
        fields.insert(QLatin1String("core"), *coreNs);
    return event(100 + index, sentNs + 4 * kSecondNs, QStringLiteral("probe"), fields);
}

inline RecordedLine line(RecordedLine::Kind kind, bool toKit, const char *port, std::int64_t hostNs, QByteArray bytes)
{
    RecordedLine l;
    l.kind = kind;
    l.toKit = toKit;
    l.port = QString::fromLatin1(port);
    l.bootId = kBoot;
    l.kitTimeNs = hostNs + kSecondNs;
    l.hostTimeNs = hostNs;
    l.size = std::uint32_t(bytes.size());
    l.bytes = bytes.left(RecordedLine::kMaxBytes);
    return l;
}

/// Writes it; false when that failed.
inline bool write(const QString &path, const Traffic &traffic)
{
    RecordingOptions options;
    options.path = path;
    options.limits.minFreeBytes = 0;
    options.info = traffic.info;
    options.info.product = QStringLiteral("test");
    auto writer = RecordingWriter::start(options);
    if (!writer)
        return false;
    if (traffic.samples)
        (*writer)->addStream(store());
    for (const KitEvent &each : traffic.events)
        (*writer)->addEvent(each);
    for (const RecordedLine &each : traffic.lines)
        (*writer)->addLine(each);
    (*writer)->addClockPoint({kBoot, kSecondNs, 0, kUtcNs});
    return (*writer)->finish().result().has_value();
}

} // namespace recording_example
