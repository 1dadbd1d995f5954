// SPDX-License-Identifier: GPL-3.0-or-later
#include "ppk2_session.h"

#include "device_link/capture/file/little_endian.h"

namespace device_link {

namespace {

constexpr int kInputs = 8;
constexpr unsigned kLow = 1, kHigh = 2;

} // namespace

Ppk2SessionSample readPpk2Sample(framing::ByteView bytes)
{
    Ppk2SessionSample sample;
    std::memcpy(&sample.microAmperes, bytes.data(), sizeof sample.microAmperes);
    const unsigned pairs = unsigned(bytes[4]) << 8 | bytes[5];
    sample.hasLogic = pairs != 0;
    for (int input = 0; input < kInputs; ++input)
        if ((pairs >> (2 * input) & kHigh) != 0)
            sample.logic = static_cast<std::uint8_t>(sample.logic | 1U << input);
    return sample;
}

void appendPpk2Sample(framing::Bytes &out, const Ppk2SessionSample &sample)
{
    unsigned pairs = 0;
    if (sample.hasLogic)
        for (int input = 0; input < kInputs; ++input)
            pairs |= ((sample.logic >> input & 1U) != 0 ? kHigh : kLow) << (2 * input);
    std::uint32_t bits = 0;
    std::memcpy(&bits, &sample.microAmperes, sizeof bits);
    putField(out, bits);
    out.push_back(static_cast<std::uint8_t>(pairs >> 8));
    out.push_back(static_cast<std::uint8_t>(pairs));
}

} // namespace device_link
