// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/file/recording_file_reader.h"
#include "device_link/capture/file/recording_file_verify.h"
#include "device_link/capture/file/recording_file_writer.h"

#include <QCborArray>
#include <QFile>

/// Recordings whose every sample is known from its index.
namespace recording_example {

using namespace device_link;

inline const RecordingFileLimits kNoLimit{0, 65'536};

inline RecordingFileInfo fileInfo()
{
    RecordedKitState begin{7, 2'000'000'000, QStringLiteral("AK1"), QStringLiteral("rev C"), QStringLiteral("1.4.0"),
        320, QStringLiteral("idle"), RecordedKitState::Account{-5'000'000, 1'500'000, 88},
        RecordedKitState::Network{5, QStringLiteral("Operator A"), QStringLiteral("46000"), QStringLiteral("1A2B"),
            QStringLiteral("00C0FFEE"), {}, -101.5, {}, 12.0, {}}};
    return {QStringLiteral("Workbench 9.9"), QStringLiteral("AK1-000042"), QStringLiteral("Bench 3"), true, false,
        1'764'200'000'000, 123'456'789, {250'000'000, QStringLiteral("CNY"), QStringLiteral("v3")}, begin};
}

/// current 16 bits with ranges, voltage 16 bits, logic 8 bits, energy 32 bits signed.
inline SampleStreamInfo powerStream(std::int64_t rate = 100'000)
{
    SampleStreamInfo info;
    info.channels = {{"current", "A", 16, 2, {{1e-8, 0}, {1e-6, -1e-5}, {1e-4, 0}, {1e-3, 0}}},
        {"voltage", "V", 16, 0, {{1e-4, 0}}}, {"logic", "", 8, 0, {{1, 0}}}, {"energy", "J", 32, 0, {{1e-9, 0}}}};
    info.rateHz = double(rate);
    info.rateNum = rate;
    info.bootId = 7;
    return info;
}

inline std::uint32_t wordOf(std::uint64_t index, std::size_t channel)
{
    const std::uint64_t mixed = (index * 0x9E3779B97F4A7C15ULL) >> 40;
    switch (channel) {
    case 0: return static_cast<std::uint32_t>(((index / 500 % 4) << 14 | (3'000 + mixed % 20)) & 0xFFFF);
    case 1: return static_cast<std::uint32_t>(37'000 + mixed % 5);
    case 2: return static_cast<std::uint32_t>(index / 100 & 0xFF);
    default: return static_cast<std::uint32_t>(std::int64_t(index) * 11 - 50'000);
    }
}

/// Frames of powerStream() as a kit sends them.
inline framing::Bytes framesOf(std::uint64_t first, std::size_t count)
{
    const SampleStreamInfo info = powerStream();
    framing::Bytes bytes;
    for (std::uint64_t index = first; index < first + count; ++index) {
        for (std::size_t channel = 0; channel < info.channels.size(); ++channel) {
            std::uint32_t word = wordOf(index, channel);
            for (std::size_t i = 0; i < info.channels[channel].wordBytes(); ++i, word >>= 8)
                bytes.push_back(static_cast<std::uint8_t>(word));
        }
    }
    return bytes;
}

inline std::int64_t timeOf(std::uint64_t index) { return 5'000'000'000 + std::int64_t(index) * 10'003; }

inline KitEvent kitEvent(std::uint32_t sequence)
{
    return {7, sequence, timeOf(sequence * 100), 999'000 + sequence, sequence % 2 == 0, QStringLiteral("prompt.token"),
        {{QLatin1String("id"), QStringLiteral("p1")}, {QLatin1String("i"), qint64(sequence)}}};
}

/// Whether every word of a run is what its index says.
inline bool isTrue(const RecordedRun &run)
{
    const SampleStreamInfo info = powerStream();
    for (std::size_t channel = 0; channel < info.channels.size(); ++channel) {
        const std::size_t size = info.channels[channel].wordBytes();
        if (run.columns[channel].size() != run.frames * size)
            return false;
        for (std::size_t i = 0; i < run.frames; ++i) {
            std::uint32_t word = 0;
            std::memcpy(&word, run.columns[channel].data() + i * size, size);
            if (word != wordOf(run.firstIndex + i, channel))
                return false;
        }
    }
    return true;
}

/// Reads a stream from end to end; the number of its frames, or none when one of them is not true.
inline std::optional<std::uint64_t> framesIn(
    RecordingFileReader &reader, std::uint32_t stream, std::size_t part = 1'000)
{
    std::uint64_t frames = 0;
    std::uint64_t next = 0;
    RecordedRun run;
    for (;;) {
        if (!reader.read(stream, next, part, run) || !isTrue(run))
            return {};
        if (run.frames == 0)
            return frames;
        frames += run.frames;
        next = run.firstIndex + run.frames;
    }
}

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool writeBytes(const QString &path, const QByteArray &bytes)
{
    QFile::remove(path); // a file that is cut and written again is flushed by some file systems, which takes long
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// A small recording with every type of record: 600 frames from index 10, a gap, 50 more, two events, a note.
inline bool writeSmall(const QString &path, bool closed)
{
    auto writer = RecordingFileWriter::create(path, fileInfo(), kNoLimit);
    if (!writer)
        return false;
    RecordingFileWriter &file = **writer;
    const auto stream = file.beginStream(powerStream());
    bool good = stream && file.addFrames(*stream, 10, timeOf(10), framesOf(10, 200))
        && file.addFrames(*stream, 210, timeOf(210), framesOf(210, 400))
        && file.addGap(*stream, {610, 90, RecordedGap::Cause::KitDropped});
    file.addEvent(kitEvent(1));
    file.addNote({7, timeOf(300), 44, QStringLiteral("here it hung")});
    file.addClockPoint({7, timeOf(10), 1'000, 2'000});
    good = good && file.sync() && file.addFrames(*stream, 700, timeOf(700), framesOf(700, 50))
        && file.changeCalibration(*stream, {700, {{{2e-8, 0}}, {{1e-4, 0}}, {{1, 0}}, {{1e-9, 0}}}});
    file.addEvent(kitEvent(2));
    good = good && (closed ? file.close().has_value() : file.sync().has_value());
    if (!closed && good) { // dropped as a killed process would
        const QByteArray bytes = bytesOf(path);
        writer->reset();
        good = QFile::remove(path) && writeBytes(path, bytes);
    }
    return good;
}

} // namespace recording_example
