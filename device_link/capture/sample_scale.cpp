// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace device_link {

namespace {

constexpr int kSignedBits = 32;
constexpr int kDroppedBits = 2; ///< of a signed word
constexpr double kWholeWithin = 1e-9;
constexpr double kFineSteps = double(1 << 28);
constexpr double kLargestMultiplier = double((std::int64_t(1) << 31) - 1);

double finite(double value) { return std::isfinite(value) ? value : 0; }

double largestCode(const SampleScale &scale) { return double((std::int64_t(1) << scale.codeBits) - 1); }

/// The gain of which all gains and offsets are whole multiples; 0 when there is none.
double commonGain(const SampleChannel &channel)
{
    double smallest = std::numeric_limits<double>::infinity();
    for (const SampleRange &range : channel.ranges)
        if (finite(range.gain) != 0)
            smallest = std::min(smallest, std::abs(range.gain));
    if (!std::isfinite(smallest))
        return 0;
    const auto whole = [smallest](double value) {
        const double times = finite(value) / smallest;
        return std::abs(times - std::round(times)) <= kWholeWithin * std::max(1.0, std::abs(times));
    };
    const bool all = std::ranges::all_of(
        channel.ranges, [&](const SampleRange &range) { return whole(range.gain) && whole(range.offset); });
    return all ? smallest : 0;
}

double largestValue(const SampleChannel &channel, double code)
{
    double largest = 0;
    for (const SampleRange &range : channel.ranges)
        largest = std::max(largest, std::abs(finite(range.gain)) * code + std::abs(finite(range.offset)));
    return largest > 0 ? largest : 1;
}

SampleScale signedScale(const SampleChannel &channel)
{
    SampleScale scale;
    scale.codeBits = kSignedBits;
    const SampleRange range = channel.ranges.empty() ? SampleRange{} : channel.ranges.front();
    const double gain = finite(range.gain) != 0 ? range.gain : 1;
    scale.quantum = gain * double(1 << kDroppedBits);
    if (finite(channel.largest) > 0)
        scale.largest = static_cast<std::int64_t>(
            std::clamp(std::ceil(channel.largest / std::abs(scale.quantum)), 1.0, double(SampleScale::kLargest)));
    const double offset = std::round(finite(range.offset) / scale.quantum);
    scale.offsets[0]
        = static_cast<std::int32_t>(std::clamp(offset, -double(SampleScale::kLargest), double(SampleScale::kLargest)));
    return scale;
}

} // namespace

SampleScale sampleScale(const SampleChannel &channel)
{
    if (channel.bits == kSignedBits)
        return signedScale(channel);
    SampleScale scale;
    scale.codeBits = channel.bits - channel.rangeBits;
    scale.rangeCount = static_cast<std::uint32_t>(std::min(channel.ranges.size(), SampleScale::kMaxRanges));
    const double code = largestCode(scale);
    const double largest = largestValue(channel, code);
    const double common = commonGain(channel);
    const bool exact = common > 0 && largest / common <= double(SampleScale::kLargest);
    scale.quantum = exact ? common : largest / kFineSteps;
    scale.largest = static_cast<std::int64_t>(std::ceil(largest / scale.quantum)) + 1;
    scale.largest = std::min<std::int64_t>(scale.largest, SampleScale::kLargest);
    double steepest = 0;
    for (const SampleRange &range : channel.ranges)
        steepest = std::max(steepest, std::abs(finite(range.gain)) / scale.quantum);
    while (!exact && scale.shift < 31 && steepest * std::ldexp(1.0, scale.shift + 1) <= kLargestMultiplier)
        ++scale.shift;
    for (std::size_t i = 0; i < scale.rangeCount; ++i) {
        const SampleRange &range = channel.ranges[i];
        scale.multipliers.at(i)
            = static_cast<std::int32_t>(std::llround(std::ldexp(finite(range.gain) / scale.quantum, scale.shift)));
        scale.offsets.at(i) = static_cast<std::int32_t>(std::llround(finite(range.offset) / scale.quantum));
    }
    return scale;
}

std::int32_t SampleScale::linear(std::uint32_t word) const
{
    if (codeBits == kSignedBits) {
        const std::int64_t rounded
            = (std::int64_t(static_cast<std::int32_t>(word)) + (1 << (kDroppedBits - 1))) >> kDroppedBits;
        return static_cast<std::int32_t>(std::clamp(rounded + offsets[0], -largest, largest));
    }
    const std::uint32_t range = word >> codeBits;
    const auto code = static_cast<std::int64_t>(word & ((std::uint32_t(1) << codeBits) - 1));
    const std::int64_t half = shift > 0 ? std::int64_t(1) << (shift - 1) : 0;
    return static_cast<std::int32_t>((code * multipliers[range] + half) >> shift) + offsets[range];
}

std::uint32_t SampleScale::word(double value) const
{
    const double wanted = finite(value) / quantum;
    if (codeBits == kSignedBits) {
        const double code = std::round((wanted - double(offsets[0])) * double(1 << kDroppedBits));
        const double limit = double(std::numeric_limits<std::int32_t>::max());
        return static_cast<std::uint32_t>(static_cast<std::int32_t>(std::clamp(code, -limit, limit)));
    }
    std::uint32_t best = 0;
    double nearest = std::numeric_limits<double>::infinity();
    for (std::uint32_t range = 0; range < rangeCount; ++range) {
        const double slope = std::ldexp(double(multipliers[range]), -shift);
        const double exact = slope != 0 ? (wanted - double(offsets[range])) / slope : 0;
        const double code = std::clamp(std::round(exact), 0.0, largestCode(*this));
        const double apart = std::abs(code * slope + double(offsets[range]) - wanted);
        if (apart < nearest) {
            nearest = apart;
            best = range << codeBits | static_cast<std::uint32_t>(code);
        }
    }
    return best;
}

ProductScale productScale(const SampleScale &a, const SampleScale &b)
{
    ProductScale product;
    while (((a.largest * b.largest) >> product.shift) >= SampleScale::kLargest)
        ++product.shift;
    product.quantum = std::ldexp(a.quantum * b.quantum, product.shift);
    return product;
}

} // namespace device_link
