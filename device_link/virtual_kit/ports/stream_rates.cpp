// SPDX-License-Identifier: GPL-3.0-or-later
#include "stream_rates.h"

#include "framing/kit_frame.h"
#include "framing/sample_block.h"

#include <algorithm>

namespace virtual_kit {

namespace {

constexpr std::uint32_t kMaxCount = 1008;
constexpr double kBlockOverhead = 40; ///< §7.2: header, channel, CRC, COBS and delimiter of one block
constexpr double kCobs = 255.0 / 254.0;
constexpr double kShare = 0.8;

double wireBytesPerSecond(std::uint32_t rate, std::uint32_t count, const StreamLine &line)
{
    return (line.bytesPerSample + kBlockOverhead / count) * kCobs * rate * line.speed;
}

} // namespace

std::vector<std::uint32_t> streamRates(std::uint32_t highest)
{
    std::vector<std::uint32_t> rates{highest};
    constexpr std::uint32_t lowest = 100;
    for (std::uint32_t decade = 1'000'000'000; decade >= lowest; decade /= 10) {
        for (const std::uint32_t divisor : {1U, 2U, 5U}) {
            const std::uint32_t rate = decade / divisor;
            if (rate < highest && rate >= lowest)
                rates.push_back(rate);
        }
    }
    return rates;
}

std::uint32_t blockCount(std::uint32_t rate, const StreamLine &line)
{
    const auto fits
        = static_cast<std::uint32_t>((framing::kMaxKitPayload - framing::kSampleBlockHeaderSize) / line.bytesPerSample);
    std::uint32_t count = std::min({kMaxCount, fits, rate / 100});
    if (line.bytesPerSecond > 0) {
        const double tenMs = static_cast<double>(line.bytesPerSecond) / 100.0;
        const double samples = (tenMs / kCobs - kBlockOverhead) / line.bytesPerSample;
        count = samples < 1 ? 1 : std::min(count, static_cast<std::uint32_t>(std::min(samples, 65535.0)));
    }
    return std::max(count, 1U);
}

std::optional<StreamGrant> grantRate(
    std::uint32_t asked, const std::vector<std::uint32_t> &rates, const StreamLine &line)
{
    bool lineRefused = false;
    for (const std::uint32_t rate : rates) {
        if (rate > asked)
            continue;
        const std::uint32_t count = blockCount(rate, line);
        if (line.bytesPerSecond > 0
            && wireBytesPerSecond(rate, count, line) > kShare * static_cast<double>(line.bytesPerSecond)) {
            lineRefused = true;
            continue;
        }
        using Why = StreamGrant::Why;
        const Why why = rate == asked ? Why::AsAsked : lineRefused ? Why::Line : Why::Kit;
        return StreamGrant{rate, count, why};
    }
    return std::nullopt;
}

} // namespace virtual_kit
