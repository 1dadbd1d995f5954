// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/file/recording_file_reader.h"
#include "device_link/capture/file/recording_file_writer.h"

#include <QFile>

#include <csignal>
#include <cstring>
#include <random>

#include <sys/resource.h>

/// Recordings of random words, and what is in a recording, for the tests of exports and imports.
namespace exchange_example {

using namespace device_link;

inline const RecordingFileLimits kNoLimit{0, 1'000};
inline const QString kNote = QStringLiteral("a \"note\"\nof two lines");

inline SampleStreamInfo stream(std::uint32_t boot = 7)
{
    SampleStreamInfo info;
    info.channels
        = {{"current", "A", 32, 0, {{1e-10, 0}}}, {"voltage", "V", 16, 0, {{1e-4, 0}}}, {"logic", "", 8, 0, {{1, 0}}}};
    info.rateHz = 100'000;
    info.rateNum = 100'000;
    info.bootId = boot;
    return info;
}

/// Interleaved frames.
inline framing::Bytes randomFrames(std::mt19937 &random, std::size_t count)
{
    framing::Bytes bytes;
    for (std::size_t i = 0; i < count; ++i) {
        const auto current = static_cast<std::int32_t>(random() % 2'000'000'000) - 500'000'000;
        const auto voltage = static_cast<std::uint16_t>(random() % 50'000);
        const std::size_t at = bytes.size();
        bytes.resize(at + 7);
        std::memcpy(bytes.data() + at, &current, 4);
        std::memcpy(bytes.data() + at + 4, &voltage, 2);
        bytes[at + 6] = static_cast<std::uint8_t>(random());
    }
    return bytes;
}

inline std::int64_t timeOf(std::uint64_t index) { return 5'000'000'000 + std::int64_t(index) * 10'000; }

/// Two streams: 10 to 2509, gap to 2600, 2600 to 5099; and 0 to 299 of another boot. An event and a note.
inline bool writeExample(const QString &path)
{
    std::mt19937 random(42);
    auto file
        = RecordingFileWriter::create(path, {QStringLiteral("Test"), QStringLiteral("AK1-1"), {}, true}, kNoLimit);
    if (!file)
        return false;
    RecordingFileWriter &writer = **file;
    const auto first = writer.beginStream(stream());
    bool good = first.has_value();
    const auto add = [&](std::uint32_t number, std::uint64_t index) {
        good = good && writer.addFrames(number, index, timeOf(index), randomFrames(random, 100)).has_value();
    };
    for (std::uint64_t index = 10; index < 2510; index += 100)
        add(*first, index);
    good = good && writer.addGap(*first, {2510, 90, RecordedGap::Cause::LinkLost});
    for (std::uint64_t index = 2600; index < 5100; index += 100)
        add(*first, index);
    const auto second = writer.beginStream(stream(8));
    good = good && second;
    for (std::uint64_t index = 0; index < 300; index += 100)
        add(*second, index);
    writer.addEvent({7, 3, 5'000'000'100, 44, true, QStringLiteral("radio"), {{QLatin1String("on"), true}}});
    writer.addNote({7, 5'000'000'200, 45, kNote});
    writer.addClockPoint({7, timeOf(0), 1, 1'764'200'000'000'000'000});
    return good && writer.close();
}

/// Everything of a stream: by channel the values, and the indices that are there.
struct Content {
    std::vector<std::uint64_t> indices;
    std::vector<std::vector<double>> values;
};

inline double valueOf(const SampleChannel &channel, const framing::Bytes &column, std::size_t at)
{
    std::uint32_t word = 0;
    std::memcpy(&word, column.data() + at * channel.wordBytes(), channel.wordBytes());
    const double code = channel.bits == 32 ? double(static_cast<std::int32_t>(word)) : double(word);
    return code * channel.ranges[0].gain + channel.ranges[0].offset;
}

inline Content contentOf(RecordingFileReader &reader, std::uint32_t number)
{
    const SampleStreamInfo &info = reader.streams().at(number).info;
    Content content;
    content.values.resize(info.channels.size());
    RecordedRun run;
    for (std::uint64_t next = 0; reader.read(number, next, 10'000, run) && run.frames > 0;
         next = run.firstIndex + run.frames) {
        for (std::size_t i = 0; i < run.frames; ++i) {
            content.indices.push_back(run.firstIndex + i);
            for (std::size_t channel = 0; channel < info.channels.size(); ++channel)
                content.values[channel].push_back(valueOf(info.channels[channel], run.columns[channel], i));
        }
    }
    return content;
}

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool writeBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// No file may grow above bytes while this lives: a write fails as it would on a full disk, after part of it went in.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        m_signal = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        (void)std::signal(SIGXFSZ, m_signal);
    }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    rlimit m_before = {};
    void (*m_signal)(int) = SIG_DFL;
};

} // namespace exchange_example
