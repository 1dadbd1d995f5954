// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <cstdint>

namespace device_link {

/// A sample of session.raw (ppk2_file.h).
struct Ppk2SessionSample {
    static constexpr std::size_t kBytes = 6;
    float microAmperes = 0; ///< NaN: missing
    std::uint8_t logic = 0; ///< bit i: input i was high, at least part of the time
    bool hasLogic = false;  ///< some input was recorded
};

/// bytes: at least kBytes.
[[nodiscard]] Ppk2SessionSample readPpk2Sample(framing::ByteView bytes);
void appendPpk2Sample(framing::Bytes &out, const Ppk2SessionSample &sample);

} // namespace device_link
