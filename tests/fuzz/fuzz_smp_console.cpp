// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_input.h"

#include "framing/smp_console.h"

#include <utility>
#include <vector>

using namespace framing;

namespace {

using Items = std::vector<std::pair<bool, Bytes>>; // packet or text

struct Outcome {
    Items items;
    SmpConsoleCounters counters;
};

constexpr std::size_t kMaxPacket = 400;
constexpr std::size_t kMaxText = 40;

template <typename FeedAll>
Outcome decode(FeedAll feedAll)
{
    Outcome outcome;
    SmpConsoleDecoder decoder(kMaxPacket, kMaxText);
    const auto onText = [&](ByteView line) {
        FUZZ_CHECK(line.size() <= kMaxText);
        outcome.items.emplace_back(false, Bytes(line.begin(), line.end()));
    };
    const auto onPacket = [&](ByteView packet) {
        FUZZ_CHECK(!packet.empty() && packet.size() <= kMaxPacket);
        outcome.items.emplace_back(true, Bytes(packet.begin(), packet.end()));
    };
    feedAll([&](ByteView piece) { decoder.feed(piece, onPacket, onText); });
    decoder.flushText(onText);
    outcome.counters = decoder.counters();
    return outcome;
}

void checkSplits(ByteView data)
{
    const Outcome whole = decode([&](const auto &feed) { feed(data); });
    const Outcome pieces = decode([&](const auto &feed) { feedInPieces(data, feed); });
    FUZZ_CHECK(whole.items == pieces.items);
    FUZZ_CHECK(whole.counters.badBase64 == pieces.counters.badBase64);
    FUZZ_CHECK(whole.counters.badLength == pieces.counters.badLength);
    FUZZ_CHECK(whole.counters.badCrc == pieces.counters.badCrc);
    FUZZ_CHECK(whole.counters.interrupted == pieces.counters.interrupted);
    FUZZ_CHECK(whole.counters.tooLong == pieces.counters.tooLong);
}

/// The input as packets, after the input as noise: each must come through.
void checkRoundTrip(ByteView data)
{
    Bytes wire(data.begin(), data.end());
    wire.push_back('\n');
    std::vector<Bytes> sent;
    while (!data.empty()) {
        const std::size_t size = std::min<std::size_t>({data.size(), kMaxPacket, std::size_t(data.front()) + 1});
        sent.emplace_back(data.begin(), data.begin() + static_cast<std::ptrdiff_t>(size));
        encodeSmpConsole(sent.back(), wire);
        data = data.subspan(size);
    }
    const Outcome got = decode([&](const auto &feed) { feedInPieces(wire, feed); });
    std::vector<Bytes> packets;
    for (const auto &[isPacket, bytes] : got.items)
        if (isPacket)
            packets.push_back(bytes);
    FUZZ_CHECK(packets.size() >= sent.size()); // the noise may hold good ones of its own
    FUZZ_CHECK(std::equal(sent.rbegin(), sent.rend(), packets.rbegin()));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const ByteView data(bytes, size);
    checkSplits(data);
    checkRoundTrip(data);
    return 0;
}
