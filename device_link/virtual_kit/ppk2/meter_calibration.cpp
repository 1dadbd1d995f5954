// SPDX-License-Identifier: GPL-3.0-or-later
#include "meter_calibration.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace virtual_kit {

namespace {

constexpr std::array<double, MeterCalibration::kRanges - 1> kUpperAmperes{50e-6, 500e-6, 5e-3, 60e-3};
constexpr double kBack = 0.8;
/// A quarter of a code is 1.8 V / 163840 at the shunt.
constexpr double kQuartersPerVolt = 163840 / 1.8;
constexpr double kHighestCode = 16383;

void line(std::string &text, const char *key, std::size_t range, const char *format, double value)
{
    char number[32];
    std::snprintf(number, sizeof number, format, value);
    text += key + std::to_string(range) + ": " + number + '\n';
}

} // namespace

/// Resistances, gains and zeros as a real meter tells them (ppk2-rs has its text); what it leaves out is made up in the
/// same sizes.
MeterCalibration::MeterCalibration()
    : m_ranges{{{1003.3506, 0.0, 1.0, 112.9420, 0.000000048, -0.000000104, 1.0},
        {101.5865, 112.7890, 0.9695, 75.4627, 0.000000596, -0.000001443, 1.0},
        {10.3027, 18.0115, 0.9609, 64.6038, 0.000005281, -0.000010850, 1.0},
        {0.9636, 2.4217, 0.9520, 51.3917, 0.000062577, -0.000109415, 1.0},
        {0.0564, 0.0729, 0.9617, 47.6222, 0.000940720, -0.000742325, 1.0}}}
{
}

void MeterCalibration::setUserGain(std::size_t range, double gain)
{
    if (range < kRanges && std::isfinite(gain) && gain > 0)
        m_ranges[range].userGain = gain;
}

std::uint8_t MeterCalibration::rangeFor(double amperes, std::uint8_t present)
{
    std::size_t range = std::min<std::size_t>(present, kRanges - 1);
    while (range < kUpperAmperes.size() && amperes > kUpperAmperes[range])
        ++range;
    while (range > 0 && amperes < kBack * kUpperAmperes[range - 1])
        --range;
    return static_cast<std::uint8_t>(range);
}

std::uint16_t MeterCalibration::codeOf(double amperes, std::uint8_t range, double volts, double noise) const
{
    const Range &of = m_ranges[range];
    // Volts at the shunt over its resistance, x, solve a·x² + b·x = c.
    const double c = amperes / of.userGain - of.perVolt * volts - of.shift;
    const double a = of.squareGain;
    const double b = of.gain;
    const double root = std::sqrt(std::max(0.0, b * b + 4 * a * c));
    const double x = a == 0 ? c / b : (root - b) / (2 * a);
    const double quarters = x * of.ohms * kQuartersPerVolt + of.zero;
    return static_cast<std::uint16_t>(std::lround(std::clamp(quarters / 4 + noise, 0.0, kHighestCode)));
}

std::string MeterCalibration::text(int milliVolts, int mode) const
{
    std::string text = "Calibrated: 0\n";
    for (std::size_t i = 0; i < kRanges; ++i)
        line(text, "R", i, "%.4f", m_ranges[i].ohms);
    for (std::size_t i = 0; i < kRanges; ++i)
        line(text, "GS", i, "%.4f", m_ranges[i].squareGain);
    for (std::size_t i = 0; i < kRanges; ++i)
        line(text, "GI", i, "%.4f", m_ranges[i].gain);
    for (std::size_t i = 0; i < kRanges; ++i)
        line(text, "O", i, "%.4f", m_ranges[i].zero);
    text += "VDD: " + std::to_string(milliVolts) + "\nHW: 9173\nmode: " + std::to_string(mode) + '\n';
    for (std::size_t i = 0; i < kRanges; ++i)
        line(text, "S", i, "%.9f", m_ranges[i].perVolt);
    for (std::size_t i = 0; i < kRanges; ++i)
        line(text, "I", i, "%.9f", m_ranges[i].shift);
    for (std::size_t i = 0; i < kRanges; ++i)
        line(text, "UG", i, "%.2f", m_ranges[i].userGain);
    return text + "IA: 56\nSimulated: 1\nEND\n";
}

} // namespace virtual_kit
