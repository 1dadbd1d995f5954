// SPDX-License-Identifier: GPL-3.0-or-later
// Records until it is killed, and says after each synchronisation how many frames are safe.
#include "recording_example.h"

#include <cstdio>

using namespace recording_example;

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    auto writer = RecordingFileWriter::create(QString::fromLocal8Bit(argv[1]), fileInfo(), {0, 3'000});
    if (!writer)
        return 1;
    const auto stream = (*writer)->beginStream(powerStream());
    constexpr std::size_t block = 500;
    for (std::uint64_t next = 0; stream; next += block) {
        if (!(*writer)->addFrames(*stream, next, timeOf(next), framesOf(next, block)))
            return 1;
        (*writer)->addEvent(kitEvent(static_cast<std::uint32_t>(next / block)));
        if (next / block % 16 != 15)
            continue;
        if (!(*writer)->sync())
            return 1;
        std::printf("%llu\n", static_cast<unsigned long long>(next + block));
        std::fflush(stdout);
    }
    return 1;
}
