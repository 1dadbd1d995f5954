// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ppk2_words.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace framing {

/// Calibration of one range; how it becomes amperes: device_link/protocols/ppk2_calibration.h.
struct Ppk2RangeCalibration {
    double r = 1;        ///< shunt, ohm
    double gs = 1;       ///< gain, square term
    double gi = 1;       ///< gain, linear term
    double o = 0;        ///< offset in quarters of a code
    double s = 0;        ///< offset, A per volt of the supply
    double i = 0;        ///< offset, A
    double userGain = 1; ///< of the whole current
};

/// What a meter answers to `19`.
struct Ppk2Metadata {
    std::array<Ppk2RangeCalibration, kPpk2Ranges> ranges;
    bool calibrated = false;
    int vddMilliVolts = 3000;     ///< the voltage set, 800...5000
    std::optional<Ppk2Mode> mode; ///< empty: it names neither
    int hardware = 0;             ///< "HW", 0 when it does not tell
    bool simulated = false;       ///< a line "Simulated: 1", which only the virtual kit's meter has
};

/// What calibration is assumed where the meter states none: R = 1031.64, 101.65, 10.15, 0.94, 0.043 ohm, all gains 1,
/// all offsets 0.
[[nodiscard]] Ppk2Metadata defaultPpk2Metadata();

/// The text is under 512 bytes in every firmware known; a reader gives up beyond this.
inline constexpr std::size_t kMaxPpk2Metadata = 4096;

/// Where the text ends: one past the line END, empty while that is not there.
[[nodiscard]] std::optional<std::size_t> ppk2MetadataEnd(std::string_view text);

struct Ppk2MetadataResult {
    std::optional<Ppk2Metadata> metadata;
    std::string error; ///< English, when there is no metadata
};

/// Lines "Key: value", the last one END; what follows it is not looked at. Keys that are not known are skipped.
/// Not a number (nan, -nan) means "never calibrated": the default stays. So it does for 0 where that would measure
/// nothing or divide by nothing: R, GI and user gain. A GS, O, S or I of 0 is taken as it stands (Nordic's program
/// turns a GS0 of 0 into 1, IRNAS keeps the 0; in range 0 the term is far below one code). An error: no END, more than
/// kMaxPpk2Metadata bytes before it, bytes that are not ASCII text, a line that is not of this form, a number that is
/// none, a resistance below 0, or not one resistance: another device answered.
[[nodiscard]] Ppk2MetadataResult parsePpk2Metadata(std::string_view text);

} // namespace framing
