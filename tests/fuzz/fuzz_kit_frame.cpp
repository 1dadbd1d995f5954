// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_input.h"

#include "framing/cobs.h"
#include "framing/crc.h"
#include "framing/kit_frame.h"

#include <utility>
#include <vector>

using namespace framing;

namespace {

using Frames = std::vector<std::pair<KitChannel, Bytes>>;

struct Outcome {
    Frames frames;
    KitFrameCounters counters;
};

template <typename FeedAll>
Outcome decode(std::size_t maxFrame, FeedAll feedAll)
{
    Outcome outcome;
    KitFrameDecoder decoder(maxFrame);
    feedAll([&](ByteView piece) {
        decoder.feed(piece, [&](KitChannel channel, ByteView payload) {
            FUZZ_CHECK(payload.size() + 5 <= maxFrame);
            outcome.frames.emplace_back(channel, Bytes(payload.begin(), payload.end()));
        });
    });
    outcome.counters = decoder.counters();
    return outcome;
}

void checkSplits(ByteView data, std::size_t maxFrame)
{
    const Outcome whole = decode(maxFrame, [&](const auto &feed) { feed(data); });
    const Outcome pieces = decode(maxFrame, [&](const auto &feed) { feedInPieces(data, feed); });
    FUZZ_CHECK(whole.frames == pieces.frames);
    FUZZ_CHECK(whole.counters.frames == whole.frames.size());
    FUZZ_CHECK(whole.counters.badCobs == pieces.counters.badCobs);
    FUZZ_CHECK(whole.counters.badCrc == pieces.counters.badCrc);
    FUZZ_CHECK(whole.counters.tooShort == pieces.counters.tooShort);
    FUZZ_CHECK(whole.counters.tooLong == pieces.counters.tooLong);
    FUZZ_CHECK(whole.counters.unknownChannel == pieces.counters.unknownChannel);
    for (const auto &[channel, payload] : whole.frames) {
        Bytes wire;
        encodeKitFrame(channel, payload, wire);
        const Outcome again = decode(wire.size(), [&](const auto &feed) { feed(wire); });
        FUZZ_CHECK(again.frames == (Frames{{channel, payload}}));
    }
}

/// Random bytes hardly ever carry a right CRC: give each piece between zeros one, so that what lies behind is reached.
void checkWithGoodCrcs(ByteView data)
{
    Bytes wire;
    std::size_t expected = 0;
    while (!data.empty()) {
        const std::size_t size = std::min<std::size_t>(data.size(), 1 + std::size_t(data.front()) * 4);
        const auto channel = static_cast<KitChannel>(data.front() & 3);
        encodeKitFrame(channel, data.first(size), wire);
        ++expected;
        data = data.subspan(size);
    }
    const Outcome got = decode(kMaxKitFrame - 1, [&](const auto &feed) { feedInPieces(wire, feed); });
    FUZZ_CHECK(got.frames.size() == expected);
}

void checkCobs(ByteView data)
{
    Bytes decoded;
    if (cobsDecode(data, decoded)) {
        FUZZ_CHECK(decoded.size() < data.size());
        Bytes encoded;
        cobsEncode(decoded, encoded);
        Bytes again;
        FUZZ_CHECK(cobsDecode(encoded, again) && again == decoded);
    }
    Bytes encoded;
    cobsEncode(data, encoded);
    FUZZ_CHECK(encoded.size() <= cobsMaxEncodedSize(data.size()));
    FUZZ_CHECK(std::find(encoded.begin(), encoded.end(), 0) == encoded.end());
    FUZZ_CHECK(cobsDecode(encoded, decoded) && std::equal(decoded.begin(), decoded.end(), data.begin(), data.end()));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const ByteView data(bytes, size);
    checkSplits(data, kMaxKitFrame - 1);
    checkSplits(data, 16);
    checkWithGoodCrcs(data);
    checkCobs(data);
    FUZZ_CHECK(crc32c(data) == ~detail::crc32cPortable(data, ~std::uint32_t(0)));
    return 0;
}
