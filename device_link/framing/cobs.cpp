// SPDX-License-Identifier: GPL-3.0-or-later
#include "cobs.h"

#include <algorithm>
#include <cstring>

namespace framing {

namespace {

constexpr std::size_t kMaxRun = 254;
/// Short runs are copied as one fixed-size block: the compiler turns it into a few register moves.
constexpr std::size_t kWide = 32;

} // namespace

void cobsEncode(ByteView data, Bytes &out)
{
    const std::size_t start = out.size();
    out.resize(start + cobsMaxEncodedSize(data.size()));
    std::uint8_t *to = out.data() + start;
    const std::uint8_t *from = data.data();
    std::size_t left = data.size();
    bool open = true; // the last group ended in a zero of the data (or nothing was written): one more code must follow
    while (open) {
        const std::size_t span = std::min(left, kMaxRun);
        const void *zero = span > 0 ? std::memchr(from, 0, span) : nullptr;
        const std::size_t run = zero ? static_cast<std::size_t>(static_cast<const std::uint8_t *>(zero) - from) : span;
        *to++ = static_cast<std::uint8_t>(run + 1);
        if (run > 0)
            std::memcpy(to, from, run);
        to += run;
        const std::size_t taken = run + (zero ? 1 : 0);
        from += taken;
        left -= taken;
        open = left > 0 || zero;
    }
    out.resize(static_cast<std::size_t>(to - out.data()));
}

bool cobsDecode(ByteView block, Bytes &out)
{
    if (block.empty() || std::memchr(block.data(), 0, block.size()))
        return false;
    out.resize(block.size() + kWide);
    std::uint8_t *to = out.data();
    const std::uint8_t *from = block.data();
    const std::uint8_t *const end = from + block.size();
    while (true) {
        const std::uint8_t code = *from++;
        const auto left = static_cast<std::size_t>(end - from);
        const std::size_t run = code - std::size_t(1);
        if (run > left)
            return false;
        if (run <= kWide && left >= kWide)
            std::memcpy(to, from, kWide);
        else if (run > 0)
            std::memcpy(to, from, run);
        to += run;
        from += run;
        if (from == end)
            break;
        if (code != 0xFF)
            *to++ = 0;
    }
    out.resize(static_cast<std::size_t>(to - out.data()));
    return true;
}

} // namespace framing
