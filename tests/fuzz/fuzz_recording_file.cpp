// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a recording file. Checksums would keep the fuzzer out of everything behind them, so an input that begins
// with 'R' is taken as what the records say instead: they are put into a file with sound checksums.
#include "fuzz_input.h"

#include "device_link/capture/file/recording_file_reader.h"
#include "device_link/capture/file/recording_file_verify.h"

#include <QFile>

#include <sys/mman.h>
#include <unistd.h>

using namespace device_link;

namespace {

constexpr std::uint32_t kId = 1;

/// Pieces of 1 byte type, 1 byte head length in eights, 2 bytes body length, head, body.
framing::Bytes fileOf(framing::ByteView pieces)
{
    framing::Bytes file;
    appendPrologue(file, kId);
    std::uint32_t sequence = 0;
    while (pieces.size() >= 4) {
        const auto type = static_cast<RecordType>(pieces[0]);
        const std::size_t head = std::min<std::size_t>(pieces[1] % 9 * 8, (pieces.size() - 4) / 8 * 8);
        const std::size_t body
            = std::min<std::size_t>(std::size_t(pieces[2]) | std::size_t(pieces[3]) << 8, pieces.size() - 4 - head);
        appendRecord(file, type, kId, sequence++, pieces.subspan(4, head), pieces.subspan(4 + head, body));
        pieces = pieces.subspan(4 + head + body);
    }
    return file;
}

void readAll(RecordingFileReader &reader)
{
    RecordedRun run;
    for (const auto &[number, stream] : reader.streams()) {
        std::uint64_t next = 0;
        for (int i = 0; i < 20; ++i) {
            const auto read = reader.read(number, next, 5'000, run);
            FUZZ_CHECK(read.has_value());
            if (run.frames == 0)
                break;
            FUZZ_CHECK(run.frames <= 5'000 && run.firstIndex >= next);
            for (std::size_t channel = 0; channel < stream.info.channels.size(); ++channel)
                FUZZ_CHECK(run.columns[channel].size() == run.frames * stream.info.channels[channel].wordBytes());
            next = run.firstIndex + run.frames;
        }
        for (std::size_t segment = 0; segment < std::min<std::size_t>(stream.segments.size(), 20); ++segment)
            static_cast<void>(reader.stamps(number, segment));
    }
    for (std::size_t batch = 0; batch < reader.eventBatches(); ++batch)
        static_cast<void>(reader.eventBatch(batch));
    static_cast<void>(reader.clockPoints());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    static const int memory = ::memfd_create("fuzz", 0);
    static const QString path = QStringLiteral("/proc/self/fd/%1").arg(memory);
    framing::Bytes file(bytes, bytes + size);
    if (size > 0 && bytes[0] == 'R')
        file = fileOf(framing::ByteView(bytes, size).subspan(1));
    FUZZ_CHECK(::ftruncate(memory, 0) == 0);
    FUZZ_CHECK(::pwrite(memory, file.data(), file.size(), 0) == ssize_t(file.size()));
    const auto reader = RecordingFileReader::open(path);
    const auto report = verifyRecording(path);
    FUZZ_CHECK(reader.has_value() == report.has_value());
    if (reader)
        readAll(**reader);
    return 0;
}
