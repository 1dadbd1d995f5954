// SPDX-License-Identifier: GPL-3.0-or-later
// Input: bytes of a meter's stream; the same bytes are read as its metadata, and as times and counts of reads.
#include "fuzz_input.h"

#include "framing/ppk2_loss.h"
#include "framing/ppk2_metadata.h"
#include "framing/ppk2_stream.h"

#include <cmath>

using namespace framing;

namespace {

void asStream(ByteView data)
{
    std::vector<Ppk2Item> whole;
    Ppk2Stream stream;
    stream.feed(data, whole);
    std::vector<Ppk2Item> pieces;
    Ppk2Stream cut;
    feedInPieces(data, [&](ByteView piece) { cut.feed(piece, pieces); });
    FUZZ_CHECK(whole == pieces);
    FUZZ_CHECK(whole.size() * kPpk2WordBytes <= data.size());
    // At most 16 words and a remainder are held back, and 3 bytes go at each realignment.
    const std::size_t skipped = 3 * std::size_t(stream.counters().realigned);
    FUZZ_CHECK(whole.size() * kPpk2WordBytes + skipped + 16 * kPpk2WordBytes + 3 >= data.size());
    for (const Ppk2Item &item : whole) {
        FUZZ_CHECK(item.sample.range < kPpk2Ranges && item.sample.code < (1 << 14) && item.sample.counter < 64);
        FUZZ_CHECK(item.missingBefore < 64);
    }
}

void asMetadata(ByteView data)
{
    const std::string_view text(reinterpret_cast<const char *>(data.data()), data.size());
    const Ppk2MetadataResult result = parsePpk2Metadata(text);
    FUZZ_CHECK(result.metadata.has_value() == result.error.empty());
    if (!result.metadata)
        return;
    FUZZ_CHECK(result.metadata->vddMilliVolts >= kPpk2MinMilliVolts);
    FUZZ_CHECK(result.metadata->vddMilliVolts <= kPpk2MaxMilliVolts);
    for (const Ppk2RangeCalibration &range : result.metadata->ranges) {
        FUZZ_CHECK(range.r > 0);
        const double sum = range.gs + range.gi + range.o + range.s + range.i + range.userGain;
        FUZZ_CHECK(std::isfinite(sum));
    }
}

/// Each three bytes: how long until the read, how many samples it had, and whether the counter jumped.
void asReads(ByteView data)
{
    Ppk2LossDetector detector;
    std::int64_t now = 0;
    std::uint64_t samples = 0;
    bool held = false;
    for (; data.size() >= 3; data = data.subspan(3)) {
        now += std::int64_t(data[0]) * 1'000'000;
        samples += std::uint64_t(data[1]) * (data[2] & 15U);
        if (!held && data[2] >= 250) {
            detector.suspect(now);
            held = true;
        }
        std::uint64_t more = 0;
        if (held) {
            const auto settled = detector.settle(now, samples);
            held = !settled;
            more = settled.value_or(0);
        } else {
            more = detector.observe(now, samples);
        }
        FUZZ_CHECK(more % 64 == 0);
        samples += more;
        FUZZ_CHECK(std::isfinite(detector.floorAt(now)));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const ByteView data(bytes, size);
    asStream(data);
    asMetadata(data);
    asReads(data);
    return 0;
}
