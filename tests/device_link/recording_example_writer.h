// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/recording_writer.h"

#include <QFile>

/// A small recording with everything in it that is shown of one: samples of a kit's two channels with a gap, radio
/// states, a prompt, and the clock.
namespace recording_example {

using namespace device_link;

inline constexpr std::uint32_t kBoot = 7;
inline constexpr double kRateHz = 10'000;
inline constexpr std::uint64_t kSamples = 50'000; ///< indices; 5 s

inline SampleStreamInfo streamInfo(std::uint32_t bootId = kBoot)
{
    SampleStreamInfo info;
    info.channels = {{"current", "A", 16, 0, {{1e-5, 0}}, 0}, {"voltage", "V", 16, 0, {{1e-4, 0}}, 0}};
    info.rateHz = kRateHz;
    info.rateNum = std::int64_t(kRateHz);
    info.bootId = bootId;
    return info;
}

inline KitEvent event(std::uint32_t sequence, std::int64_t kitTimeNs, const QString &name, const QCborMap &fields)
{
    KitEvent e;
    e.bootId = kBoot;
    e.sequence = sequence;
    e.kitTimeNs = kitTimeNs;
    e.name = name;
    e.fields = fields;
    return e;
}

/// The samples as a store in memory: 12 to 13 mA at 3.7 V, indices 20,000 to 20,999 missing.
inline std::shared_ptr<SampleStore> store(std::uint32_t bootId = kBoot, std::uint64_t count = kSamples)
{
    auto samples = std::make_shared<SampleStore>(streamInfo(bootId));
    for (std::uint64_t index = 0; index < count; index += 1000) {
        std::vector<float> values;
        for (std::uint64_t i = index; i < index + 1000; ++i) {
            values.push_back(0.012F + 0.00001F * float(i % 100));
            values.push_back(3.7F);
        }
        if (index != 20'000)
            samples->append(index, 1'000'000'000 + std::int64_t(index) * 100'000, values);
    }
    return samples;
}

/// Writes it; false when that failed.
inline bool write(const QString &path, bool simulated = true)
{
    RecordingOptions options;
    options.path = path;
    options.limits.minFreeBytes = 0;
    options.info.product = QStringLiteral("test");
    options.info.kitSerial = QStringLiteral("VK-0042");
    options.info.simulated = simulated;
    auto writer = RecordingWriter::start(options);
    if (!writer)
        return false;
    const QString id = QStringLiteral("p1");
    (*writer)->addStream(store());
    (*writer)->addEvent(
        event(1, 1'500'000'000, QStringLiteral("radio"), {{QStringLiteral("state"), QStringLiteral("connected")}}));
    (*writer)->addEvent(event(2, 2'000'000'000, QStringLiteral("prompt.accepted"),
        {{QStringLiteral("id"), id}, {QStringLiteral("model"), QStringLiteral("m")},
            {QStringLiteral("tier"), QStringLiteral("metro")}}));
    (*writer)->addEvent(event(3, 2'500'000'000, QStringLiteral("prompt.token"),
        {{QStringLiteral("id"), id}, {QStringLiteral("i"), 0}, {QStringLiteral("s"), QStringLiteral("Hi")}}));
    (*writer)->addClockPoint({kBoot, 1'000'000'000, 1, 1'790'000'000'000'000'000});
    return (*writer)->finish().result().has_value();
}

/// As of a kit that restarted twice: boots 7, 8 and 9 with 1 s, 5 s and 2 s, a radio state and a token in each, an
/// entry of the ledger in the first; of the last one no time of day is known. False when it could not be written.
inline bool writeParts(const QString &path)
{
    RecordingOptions options;
    options.path = path;
    options.limits.minFreeBytes = 0;
    options.info.kitSerial = QStringLiteral("VK-0042");
    options.info.simulated = true;
    auto writer = RecordingWriter::start(options);
    if (!writer)
        return false;
    std::uint32_t boot = kBoot;
    for (const std::uint64_t samples : {10'000, 50'000, 20'000}) {
        (*writer)->addStream(store(boot, samples));
        KitEvent radio = event(
            1, 1'500'000'000, QStringLiteral("radio"), {{QStringLiteral("state"), QStringLiteral("connected")}});
        KitEvent asked = event(2, 1'200'000'000, QStringLiteral("prompt.accepted"),
            {{QStringLiteral("id"), QStringLiteral("p1")}, {QStringLiteral("model"), QStringLiteral("m")},
                {QStringLiteral("tier"), QStringLiteral("metro")}});
        KitEvent token = event(3, 1'600'000'000, QStringLiteral("prompt.token"),
            {{QStringLiteral("id"), QStringLiteral("p1")}, {QStringLiteral("i"), 0},
                {QStringLiteral("s"), QStringLiteral("Hi")}});
        for (KitEvent *each : {&radio, &asked, &token}) {
            each->bootId = boot;
            (*writer)->addEvent(*each);
        }
        if (boot == kBoot) {
            (*writer)->addEvent(event(4, 1'700'000'000, QStringLiteral("ledger"),
                {{QStringLiteral("no"), 5}, {QStringLiteral("kind"), QStringLiteral("commit")},
                    {QStringLiteral("amount"), -10}, {QStringLiteral("bal"), 90}, {QStringLiteral("res"), 0}}));
        }
        if (boot < 9)
            (*writer)->addClockPoint({boot, 1'000'000'000, 1, 1'790'000'000'000'000'000 + boot * 60'000'000'000});
        ++boot;
    }
    return (*writer)->finish().result().has_value();
}

/// Flips a bit in the first samples record of a stream (FORMAT.md §2): its type is at 12, the number of its stream at
/// 32, its body after a header and a head of 32 bytes each. False when it cannot.
inline bool damageFirstSamples(const QString &path, char stream = 0)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return false;
    const QByteArray bytes = file.readAll();
    const QByteArray marker = QByteArray::fromHex("ae531ac7");
    qsizetype at = bytes.indexOf(marker);
    while (at >= 0 && (bytes.at(at + 12) != 3 || bytes.at(at + 32) != stream))
        at = bytes.indexOf(marker, at + 1);
    return at > 0 && file.seek(at + 100) && file.putChar(char(bytes.at(at + 100) ^ 1));
}

} // namespace recording_example
