// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <cstring>
#include <type_traits>

namespace device_link {

/// Appends an integer, little endian as the build's machine is (block_kernels.cpp checks it).
template <typename Integer>
void putField(framing::Bytes &out, Integer value)
{
    static_assert(std::is_integral_v<Integer>);
    const std::size_t at = out.size();
    out.resize(at + sizeof value);
    std::memcpy(out.data() + at, &value, sizeof value);
}

/// The integer at an offset. The caller has checked that it lies inside.
template <typename Integer>
[[nodiscard]] Integer fieldAt(framing::ByteView bytes, std::size_t offset)
{
    Integer value;
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

} // namespace device_link
