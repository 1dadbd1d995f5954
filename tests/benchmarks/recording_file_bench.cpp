// SPDX-License-Identifier: GPL-3.0-or-later
// The recording file: its codec by itself, and whole files. CPU of the calling thread; MB of words before they are
// coded.
#include "bench_figure.h"
#include "power_trace.h"

#include "device_link/capture/file/column_codec.h"
#include "device_link/capture/file/recording_file_reader.h"
#include "device_link/capture/file/recording_file_writer.h"

#include <QTemporaryDir>

#include <cstring>

using namespace device_link;

namespace {

constexpr std::size_t kSamples = 16'000'000; ///< of each of the two channels
constexpr std::size_t kSegment = 65'536;
constexpr double kRaw = double(kSamples) * 2 * sizeof(std::uint16_t); ///< bytes of the words
constexpr std::size_t kBlock = 1'000;                                 ///< frames a kit sends at once
constexpr int kRounds = 7;

void fail(const char *what)
{
    std::fprintf(stderr, "recording_file_bench: %s\n", what);
    std::exit(1);
}

template <typename Work>
void eachSegment(const power_trace::Trace &trace, Work work)
{
    for (const auto *words : {&trace.current, &trace.voltage})
        for (std::size_t at = 0; at < words->size(); at += kSegment)
            work(std::span(*words).subspan(at, std::min(kSegment, words->size() - at)));
}

std::vector<framing::Bytes> benchSize(const power_trace::Trace &trace)
{
    std::vector<framing::Bytes> columns;
    eachSegment(trace, [&](auto words) { encodeColumn<std::uint16_t>(words, columns.emplace_back()); });
    double bytes = 0;
    for (const framing::Bytes &column : columns)
        bytes += double(column.size());
    printFigure("codec_bytes_per_sample", bytes / (double(kSamples) * 2), "B", "16-bit words", kRaw / bytes);
    return columns;
}

void benchEncode(const power_trace::Trace &trace)
{
    framing::Bytes out;
    const auto encode = [&](CodecPath path) {
        eachSegment(trace, [&](auto words) {
            out.clear();
            encodeColumn<std::uint16_t>(words, out, path);
        });
    };
    const Duel encoding = duel(
        kRounds, [&] { encode(CodecPath::Best); }, [&] { encode(CodecPath::Portable); });
    printFigure(
        "codec_encode_MBs", kRaw / encoding.ours / 1e6, "MB/s", "without AVX2", encoding.theirs / encoding.ours);
}

void benchDecode(const power_trace::Trace &trace, const std::vector<framing::Bytes> &columns)
{
    std::vector<std::uint16_t> words(kSegment);
    std::vector<std::uint16_t> copied(kSegment);
    const auto decode = [&] {
        std::size_t column = 0;
        eachSegment(trace, [&](auto part) {
            if (!decodeColumn<std::uint16_t>(columns[column++], part.size(), 0, std::span(words).first(part.size())))
                fail("a column does not decode");
        });
    };
    const auto copy
        = [&] { eachSegment(trace, [&](auto part) { std::memcpy(copied.data(), part.data(), part.size_bytes()); }); };
    const Duel decoding = duel(kRounds, decode, copy);
    if (copied[0] == 0 || words[0] == 0)
        fail("nothing was decoded");
    printFigure(
        "codec_decode_MBs", kRaw / decoding.ours / 1e6, "MB/s", "memcpy of the words", decoding.theirs / decoding.ours);
}

std::vector<std::uint8_t> framesOf(const power_trace::Trace &trace)
{
    std::vector<std::uint8_t> frames(kSamples * 4);
    for (std::size_t i = 0; i < kSamples; ++i) {
        std::memcpy(frames.data() + i * 4, &trace.current[i], 2);
        std::memcpy(frames.data() + i * 4 + 2, &trace.voltage[i], 2);
    }
    return frames;
}

SampleStreamInfo powerStream()
{
    SampleStreamInfo info;
    info.channels
        = {{"current", "A", 16, 2, {{1e-8, 0}, {1e-6, 0}, {1e-5, 0}, {1e-4, 0}}}, {"voltage", "V", 16, 0, {{1e-4, 0}}}};
    info.rateHz = 2e6;
    info.rateNum = 2'000'000;
    return info;
}

void writeFile(const QString &path, const std::vector<std::uint8_t> &frames)
{
    QFile::remove(path);
    auto writer = RecordingFileWriter::create(path, {}, {0, kSegment});
    const auto stream = writer ? (*writer)->beginStream(powerStream()) : ::device_link::fail(Fault::CannotWrite);
    for (std::size_t at = 0; stream && at < kSamples; at += kBlock) {
        if (!(*writer)->addFrames(*stream, at, std::int64_t(at) * 500 + std::int64_t(at % 7),
                std::span(frames).subspan(at * 4, kBlock * 4)))
            fail("the file does not take frames");
        if (at % 2'000'000 == 0 && !(*writer)->sync()) // as its owner does every second
            fail("the file does not synchronise");
    }
    if (!stream || !(*writer)->close())
        fail("the file cannot be written");
}

void benchAppend(const QString &path, const std::vector<std::uint8_t> &frames)
{
    const QString plainPath = path + QStringLiteral(".raw");
    const auto plain = [&] {
        QFile file(plainPath);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            fail("no plain file");
        for (std::size_t at = 0; at < frames.size(); at += 1'000'000)
            file.write(reinterpret_cast<const char *>(frames.data()) + at,
                qint64(std::min<std::size_t>(1'000'000, frames.size() - at)));
    };
    const Duel d = duel(
        5, [&] { writeFile(path, frames); }, plain);
    printFigure("file_append_MBs", double(frames.size()) / d.ours / 1e6, "MB/s (interleaved frames in, synchronised)",
        "write of the raw frames", d.theirs / d.ours);
    const double bytes = double(QFileInfo(path).size());
    printFigure("file_bytes_per_sample", bytes / (double(kSamples) * 2), "B (the recording alone)", "16-bit words",
        double(frames.size()) / bytes);
}

/// Opening walks the headers; a file of 1e8 frames has this many times the records of this one.
void benchOpen(const QString &path)
{
    const double scale = 1e8 / double(kSamples);
    const auto open = [&] {
        if (!RecordingFileReader::open(path))
            fail("the file does not open");
    };
    std::vector<char> part(std::size_t(1) << 20);
    const auto readAll = [&] {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            fail("the file does not open");
        while (file.read(part.data(), qint64(part.size())) > 0) { }
    };
    const Duel d = duel(kRounds, open, readAll);
    printFigure("file_index_1e8_ms", d.ours * scale * 1e3, "ms (headers of 1.6e7 frames, scaled)",
        "reading the whole file", d.theirs / d.ours);
}

void benchRead(const QString &path)
{
    constexpr std::size_t frames = 1'600;
    auto reader = RecordingFileReader::open(path).value();
    QFile plain(path + QStringLiteral(".raw"));
    if (!plain.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        fail("no plain file");
    RecordedRun run;
    std::vector<char> words(frames * 4);
    std::uint64_t first = 12'345;
    const auto ours = [&] {
        if (!reader->read(0, first, frames, run) || run.frames != frames)
            fail("the file does not read");
    };
    const auto theirs = [&] {
        if (!plain.seek(qint64(first * 4)) || plain.read(words.data(), qint64(words.size())) != qint64(words.size()))
            fail("the plain file does not read");
        first = (first * 7'919 + 1) % (kSamples - frames);
    };
    const Duel d = duel(301, ours, theirs);
    printFigure("file_read_1600_us", d.ours * 1e6, "us (1600 frames anywhere, 2 channels, checked)",
        "reading the raw frames", d.theirs / d.ours);
}

} // namespace

int main()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("bench.aer"));
    const power_trace::Trace trace = power_trace::make(kSamples);
    const std::vector<framing::Bytes> columns = benchSize(trace);
    benchEncode(trace);
    benchDecode(trace, columns);
    const std::vector<std::uint8_t> frames = framesOf(trace);
    benchAppend(path, frames);
    benchOpen(path);
    benchRead(path);
    return 0;
}
