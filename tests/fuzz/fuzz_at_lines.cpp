// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_input.h"

#include "framing/at_lines.h"

#include <string>
#include <vector>

using namespace framing;

namespace {

constexpr std::size_t kMaxLine = 60;

struct Outcome {
    std::vector<std::string> lines;
    std::uint64_t tooLong = 0;
};

template <typename FeedAll>
Outcome decode(FeedAll feedAll)
{
    Outcome outcome;
    AtLineDecoder decoder(kMaxLine);
    feedAll([&](ByteView piece) {
        decoder.feed(piece, [&](std::string_view line) {
            FUZZ_CHECK(!line.empty() && line.size() <= kMaxLine);
            FUZZ_CHECK(line.find_first_of("\r\n") == std::string_view::npos);
            outcome.lines.emplace_back(line);
        });
    });
    outcome.tooLong = decoder.tooLong();
    return outcome;
}

void checkLine(std::string_view line)
{
    const bool error = atFinal(line) == AtFinal::CmeError || atFinal(line) == AtFinal::CmsError;
    FUZZ_CHECK(error || atErrorText(line).empty());
    const AtInfo info = atInfo(line, "+CCHO");
    FUZZ_CHECK(!info.matches || line.starts_with("+CCHO:"));
    for (const std::size_t most : {1U, 3U, 64U}) {
        const std::vector<std::string> fields = atFields(info.matches ? info.value : line, most);
        FUZZ_CHECK(!fields.empty() && fields.size() <= most);
        std::size_t characters = 0;
        for (const std::string &field : fields)
            characters += field.size() + 1;
        FUZZ_CHECK(characters <= line.size() + 1);
    }
    Bytes bytes;
    if (atHex(line, bytes)) {
        Bytes again;
        FUZZ_CHECK(bytes.size() * 2 == line.size());
        FUZZ_CHECK(atHex(toAtHex(bytes), again) && again == bytes);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const ByteView data(bytes, size);
    const Outcome whole = decode([&](const auto &feed) { feed(data); });
    const Outcome pieces = decode([&](const auto &feed) { feedInPieces(data, feed); });
    FUZZ_CHECK(whole.lines == pieces.lines);
    FUZZ_CHECK(whole.tooLong == pieces.tooLong);
    for (const std::string &line : whole.lines)
        checkLine(line);
    checkLine(std::string_view(reinterpret_cast<const char *>(bytes), size));
    return 0;
}
