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

inline SampleStreamInfo streamInfo()
{
    SampleStreamInfo info;
    info.channels = {{"current", "A", 16, 0, {{1e-5, 0}}, 0}, {"voltage", "V", 16, 0, {{1e-4, 0}}, 0}};
    info.rateHz = kRateHz;
    info.rateNum = std::int64_t(kRateHz);
    info.bootId = kBoot;
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
inline std::shared_ptr<SampleStore> store()
{
    auto samples = std::make_shared<SampleStore>(streamInfo());
    for (std::uint64_t index = 0; index < kSamples; index += 1000) {
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
inline bool write(const QString &path, bool simulated = true, int streams = 1)
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
    for (int i = 0; i < streams; ++i)
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

/// Flips a bit in the first samples record (FORMAT.md §2): its type is at 12, its body after a header and a head of 32
/// bytes each. False when it cannot.
inline bool damageFirstSamples(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return false;
    const QByteArray bytes = file.readAll();
    const QByteArray marker = QByteArray::fromHex("ae531ac7");
    qsizetype at = bytes.indexOf(marker);
    while (at >= 0 && bytes.at(at + 12) != 3)
        at = bytes.indexOf(marker, at + 1);
    return at > 0 && file.seek(at + 100) && file.putChar(char(bytes.at(at + 100) ^ 1));
}

} // namespace recording_example
