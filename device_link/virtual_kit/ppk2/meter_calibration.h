// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace virtual_kit {

/// What the simulated meter knows of itself: the analog side of a PPK2, from amperes to a word. Written apart from the
/// client, from the same facts: one mistake must not agree with itself.
class MeterCalibration
{
public:
    static constexpr std::size_t kRanges = 5;

    MeterCalibration();

    /// A program may give a range another gain; the converter's codes follow it, as the current that they stand for is
    /// the same.
    void setUserGain(std::size_t range, double gain);

    /// Which range a current is measured in, when it was in `present` before: up at 50 uA, 500 uA, 5 mA and 60 mA
    /// (assumed from the data sheet's ranges), down again at 80 % of that.
    [[nodiscard]] static std::uint8_t rangeFor(double amperes, std::uint8_t present);

    /// Code of 14 bits, 0 and 16383 where the current does not fit. noise: in codes.
    [[nodiscard]] std::uint16_t codeOf(double amperes, std::uint8_t range, double volts, double noise) const;

    /// The lines of the metadata, "END" included.
    [[nodiscard]] std::string text(int milliVolts, int mode) const;

private:
    struct Range {
        double ohms, squareGain, gain, zero, perVolt, shift, userGain;
    };
    std::array<Range, kRanges> m_ranges;
};

} // namespace virtual_kit
