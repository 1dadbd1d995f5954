// SPDX-License-Identifier: GPL-3.0-or-later
#include "ppk2_words.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace framing {

namespace {

std::uint8_t byteOf(Ppk2Command command) { return static_cast<std::uint8_t>(command); }

} // namespace

Bytes ppk2Command(Ppk2Command command) { return {byteOf(command)}; }

Bytes ppk2DutPower(bool on) { return {byteOf(Ppk2Command::DutPower), static_cast<std::uint8_t>(on ? 1 : 0)}; }

Bytes ppk2SourceVoltage(int milliVolts)
{
    const int value = std::clamp(milliVolts, kPpk2MinMilliVolts, kPpk2MaxMilliVolts);
    return {byteOf(Ppk2Command::SourceVoltage), static_cast<std::uint8_t>(value >> 8),
        static_cast<std::uint8_t>(value & 0xFF)};
}

Bytes ppk2SetMode(Ppk2Mode mode) { return {byteOf(Ppk2Command::Mode), static_cast<std::uint8_t>(mode)}; }

Bytes ppk2UserGain(std::uint8_t range, float gain)
{
    static_assert(sizeof(float) == sizeof(std::uint32_t));
    Bytes bytes{byteOf(Ppk2Command::UserGain), range};
    const auto bits = std::bit_cast<std::uint32_t>(gain);
    for (unsigned shift = 0; shift < 32; shift += 8)
        bytes.push_back(static_cast<std::uint8_t>(bits >> shift));
    return bytes;
}

Ppk2Sample parsePpk2Word(ByteView bytes)
{
    assert(bytes.size() >= kPpk2WordBytes);
    const std::uint32_t word = std::uint32_t(bytes[0]) | std::uint32_t(bytes[1]) << 8 | std::uint32_t(bytes[2]) << 16
        | std::uint32_t(bytes[3]) << 24;
    Ppk2Sample sample;
    sample.code = static_cast<std::uint16_t>(word & 0x3FFF);
    sample.range = static_cast<std::uint8_t>(std::min<std::uint32_t>(word >> 14 & 7, kPpk2Ranges - 1));
    sample.counter = static_cast<std::uint8_t>(word >> 18 & 63);
    sample.logic = static_cast<std::uint8_t>(word >> 24);
    return sample;
}

} // namespace framing
