// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_block.h"

#include <cassert>

namespace framing {

namespace {

constexpr std::uint8_t kTypeBlock = 1;
constexpr std::uint8_t kTypeReport = 2;
constexpr std::size_t kReportSize = 8;
constexpr std::uint16_t kMaxBytesPerSample = 64;

template <typename T>
T load(ByteView from, std::size_t at)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value |= std::uint64_t(from[at + i]) << (8 * i);
    return static_cast<T>(value);
}

template <typename T>
void store(T value, Bytes &out)
{
    for (std::size_t i = 0; i < sizeof(T); ++i)
        out.push_back(static_cast<std::uint8_t>(std::uint64_t(value) >> (8 * i)));
}

} // namespace

std::optional<SampleBlockView> parseSampleBlock(ByteView payload)
{
    if (payload.size() < kSampleBlockHeaderSize || payload[0] != kTypeBlock || load<std::uint16_t>(payload, 2) != 0)
        return std::nullopt;
    SampleBlockView block;
    block.header.stream = payload[1];
    block.header.number = load<std::uint32_t>(payload, 4);
    block.header.firstIndex = load<std::uint64_t>(payload, 8);
    block.header.kitTimeNs = load<std::uint64_t>(payload, 16);
    block.header.lost = load<std::uint32_t>(payload, 24);
    block.header.count = load<std::uint16_t>(payload, 28);
    block.header.bytesPerSample = load<std::uint16_t>(payload, 30);
    if (block.header.count == 0 || block.header.bytesPerSample == 0 || block.header.bytesPerSample > kMaxBytesPerSample)
        return std::nullopt;
    block.data = payload.subspan(kSampleBlockHeaderSize);
    if (block.data.size() != std::size_t(block.header.count) * block.header.bytesPerSample)
        return std::nullopt;
    return block;
}

void encodeSampleBlock(const SampleBlockHeader &header, ByteView data, Bytes &out)
{
    assert(data.size() == std::size_t(header.count) * header.bytesPerSample);
    out.reserve(out.size() + kSampleBlockHeaderSize + data.size());
    out.push_back(kTypeBlock);
    out.push_back(header.stream);
    store(std::uint16_t(0), out);
    store(header.number, out);
    store(header.firstIndex, out);
    store(header.kitTimeNs, out);
    store(header.lost, out);
    store(header.count, out);
    store(header.bytesPerSample, out);
    out.insert(out.end(), data.begin(), data.end());
}

std::optional<SampleReport> parseSampleReport(ByteView payload)
{
    if (payload.size() != kReportSize || payload[0] != kTypeReport || load<std::uint16_t>(payload, 2) != 0)
        return std::nullopt;
    return SampleReport{payload[1], load<std::uint32_t>(payload, 4)};
}

void encodeSampleReport(const SampleReport &report, Bytes &out)
{
    out.push_back(kTypeReport);
    out.push_back(report.stream);
    store(std::uint16_t(0), out);
    store(report.number, out);
}

} // namespace framing
