// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults.h"

#include "framing/bytes.h"
#include "virtual_kit/kernel/random.h"

#include <cstdint>

namespace virtual_kit {

/// What the line does to frames on their way to the host: loses, changes or replaces them. One per port, so that ports
/// do not disturb each other's sequence.
class LineFaults
{
public:
    LineFaults(const FaultPlan &plan, std::uint64_t seed, std::string_view port);

    /// One whole kit frame with its delimiter. Emptied: lost.
    void disturbFrame(framing::Bytes &wire);
    /// The lines of one console packet.
    void disturbConsole(framing::Bytes &wire);
    /// A piece of junk for "flood": length random bytes, then a line's end and a frame's, so that what follows is
    /// whole.
    [[nodiscard]] framing::Bytes junk(std::size_t length);

private:
    void loseOrCorrupt(framing::Bytes &wire);
    [[nodiscard]] framing::Bytes malformedFrame();

    double m_drop;
    double m_corrupt;
    double m_malformed;
    Random m_random;
};

} // namespace virtual_kit
