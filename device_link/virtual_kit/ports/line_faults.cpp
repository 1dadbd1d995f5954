// SPDX-License-Identifier: GPL-3.0-or-later
#include "line_faults.h"

#include "framing/cobs.h"
#include "framing/kit_frame.h"

#include <string>

namespace virtual_kit {

using framing::Bytes;
using framing::KitChannel;

LineFaults::LineFaults(const FaultPlan &plan, std::uint64_t seed, std::string_view port)
    : m_drop(plan.drop)
    , m_corrupt(plan.corrupt)
    , m_malformed(plan.malformed)
    , m_random(seed, "line " + std::string(port))
{
}

void LineFaults::disturbFrame(Bytes &wire)
{
    if (m_malformed > 0 && m_random.uniform() < m_malformed)
        wire = malformedFrame();
    loseOrCorrupt(wire);
}

void LineFaults::disturbConsole(Bytes &wire) { loseOrCorrupt(wire); }

void LineFaults::loseOrCorrupt(Bytes &wire)
{
    if (m_drop > 0 && m_random.uniform() < m_drop) {
        wire.clear();
        return;
    }
    if (m_corrupt <= 0 || wire.empty() || m_random.uniform() >= m_corrupt)
        return;
    const std::size_t at = m_random.next() % wire.size();
    wire[at] = static_cast<std::uint8_t>(wire[at] ^ (1 + m_random.next() % 255));
}

Bytes LineFaults::malformedFrame()
{
    Bytes wire;
    switch (m_random.next() % 6) {
    case 0: // a COBS code that points past the end
        wire = {0x30, 0x01, 0x02, 0x00};
        break;
    case 1: // too short to hold a CRC
        framing::cobsEncode(Bytes{0, 1, 2}, wire);
        wire.push_back(0);
        break;
    case 2: // longer than any frame may be
        wire = junk(2 * framing::kMaxKitFrame);
        for (std::uint8_t &byte : wire)
            byte = byte == 0 ? std::uint8_t(1) : byte;
        wire.push_back(0);
        break;
    case 3: // an SMP packet whose length is not what follows
        framing::encodeKitFrame(KitChannel::Control, Bytes{9, 0, 0x10, 0, 0, 72, 1, 0, 0xA0}, wire);
        break;
    case 4: // an event that is no CBOR map
        framing::encodeKitFrame(KitChannel::Events, Bytes{0xBF, 0x61}, wire);
        break;
    default: // a sample block that says more than it has
        framing::encodeKitFrame(KitChannel::Samples, Bytes{1, 1, 0, 0, 9, 9, 9, 9}, wire);
        break;
    }
    return wire;
}

Bytes LineFaults::junk(std::size_t length)
{
    Bytes bytes(length);
    for (std::uint8_t &byte : bytes)
        byte = static_cast<std::uint8_t>(m_random.next());
    bytes.insert(bytes.end(), {'\r', '\n', 0});
    return bytes;
}

} // namespace virtual_kit
