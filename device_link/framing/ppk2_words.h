// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bytes.h"

#include <cstddef>
#include <cstdint>

/// Bytes of a Nordic Power Profiler Kit II. The protocol is not published as a document: these are the facts that the
/// public host programs agree on (Nordic's nRF Connect Power Profiler, IRNAS ppk2-api-python, ppk2-rs); not verified on
/// hardware.
namespace framing {

inline constexpr int kPpk2RateHz = 100'000; ///< of the stream, always
inline constexpr std::size_t kPpk2Ranges = 5;
inline constexpr std::size_t kPpk2WordBytes = 4;
inline constexpr int kPpk2MinMilliVolts = 800;
inline constexpr int kPpk2MaxMilliVolts = 5000;

/// Only Metadata is answered.
enum class Ppk2Command : std::uint8_t {
    Start = 0x06, ///< the stream of averaged samples
    Stop = 0x07,
    DutPower = 0x0C,
    SourceVoltage = 0x0D,
    Mode = 0x11,
    FirmwareFilterOn = 0x15,
    FirmwareFilterOff = 0x16,
    Metadata = 0x19,
    Reset = 0x20,
    UserGain = 0x25
};

/// Who feeds the device under test: itself, through the meter; or the meter.
enum class Ppk2Mode : std::uint8_t { Ampere = 1, Source = 2 };

/// A command without arguments: Start, Stop, Metadata, Reset, FirmwareFilterOn, FirmwareFilterOff.
[[nodiscard]] Bytes ppk2Command(Ppk2Command command);
[[nodiscard]] Bytes ppk2DutPower(bool on);
/// In mV, big endian; limited to 800...5000.
[[nodiscard]] Bytes ppk2SourceVoltage(int milliVolts);
[[nodiscard]] Bytes ppk2SetMode(Ppk2Mode mode);
/// Range 0...4, the gain as a little endian float.
[[nodiscard]] Bytes ppk2UserGain(std::uint8_t range, float gain);

/// One word of the stream.
struct Ppk2Sample {
    std::uint16_t code = 0;   ///< of the converter, 14 bits
    std::uint8_t range = 0;   ///< 0 (finest) to 4
    std::uint8_t counter = 0; ///< counts samples, modulo 64
    std::uint8_t logic = 0;   ///< inputs D0 (lowest bit) to D7
    friend bool operator==(const Ppk2Sample &, const Ppk2Sample &) = default;
};

/// The word is little endian on the wire: bits 0-13 code, 14-16 range (5 to 7 are taken as 4: there is no more), 17
/// unused, 18-23 counter, 24-31 logic. bytes has at least four.
[[nodiscard]] Ppk2Sample parsePpk2Word(ByteView bytes);

} // namespace framing
