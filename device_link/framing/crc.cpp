// SPDX-License-Identifier: GPL-3.0-or-later
#include "crc.h"

#include <array>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#include <nmmintrin.h>
#define AIESIM_CRC_SSE42 1
#endif

namespace framing {

namespace {

constexpr std::uint32_t kCastagnoliReflected = 0x82F63B78;

using Slice8 = std::array<std::array<std::uint32_t, 256>, 8>;

constexpr Slice8 makeCrc32cTables()
{
    Slice8 tables{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t crc = i;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) ? kCastagnoliReflected : 0);
        tables[0][i] = crc;
    }
    for (std::size_t slice = 1; slice < 8; ++slice) {
        for (std::size_t i = 0; i < 256; ++i) {
            const std::uint32_t crc = tables[slice - 1][i];
            tables[slice][i] = (crc >> 8) ^ tables[0][crc & 0xFF];
        }
    }
    return tables;
}

constexpr Slice8 kCrc32cTables = makeCrc32cTables();

constexpr std::array<std::uint16_t, 256> makeCrc16Table()
{
    std::array<std::uint16_t, 256> table{};
    for (unsigned i = 0; i < 256; ++i) {
        unsigned crc = i << 8;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc << 1) ^ ((crc & 0x8000U) ? 0x1021U : 0U);
        table[i] = static_cast<std::uint16_t>(crc);
    }
    return table;
}

constexpr std::array<std::uint16_t, 256> kCrc16Table = makeCrc16Table();

std::uint32_t loadLittleEndian(const std::uint8_t *at)
{
    return std::uint32_t(at[0]) | (std::uint32_t(at[1]) << 8) | (std::uint32_t(at[2]) << 16)
        | (std::uint32_t(at[3]) << 24);
}

#ifdef AIESIM_CRC_SSE42
__attribute__((target("sse4.2"))) std::uint32_t crc32cSse42(ByteView data, std::uint32_t crc)
{
    const std::uint8_t *at = data.data();
    std::size_t left = data.size();
    std::uint64_t wide = crc;
    for (; left >= 8; at += 8, left -= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        wide = _mm_crc32_u64(wide, word);
    }
    auto narrow = static_cast<std::uint32_t>(wide);
    for (; left > 0; ++at, --left)
        narrow = _mm_crc32_u8(narrow, *at);
    return narrow;
}
#endif

} // namespace

namespace detail {

std::uint32_t crc32cPortable(ByteView data, std::uint32_t crc)
{
    const Slice8 &t = kCrc32cTables;
    const std::uint8_t *at = data.data();
    std::size_t left = data.size();
    for (; left >= 8; at += 8, left -= 8) {
        const std::uint32_t low = crc ^ loadLittleEndian(at);
        const std::uint32_t high = loadLittleEndian(at + 4);
        crc = t[7][low & 0xFF] ^ t[6][(low >> 8) & 0xFF] ^ t[5][(low >> 16) & 0xFF] ^ t[4][low >> 24]
            ^ t[3][high & 0xFF] ^ t[2][(high >> 8) & 0xFF] ^ t[1][(high >> 16) & 0xFF] ^ t[0][high >> 24];
    }
    for (; left > 0; ++at, --left)
        crc = (crc >> 8) ^ t[0][(crc ^ *at) & 0xFF];
    return crc;
}

} // namespace detail

std::uint32_t crc32c(ByteView data, std::uint32_t previous)
{
#ifdef AIESIM_CRC_SSE42
    static const bool fast = __builtin_cpu_supports("sse4.2") != 0;
    if (fast)
        return ~crc32cSse42(data, ~previous);
#endif
    return ~detail::crc32cPortable(data, ~previous);
}

std::uint16_t crc16Xmodem(ByteView data)
{
    std::uint16_t crc = 0;
    for (const std::uint8_t byte : data)
        crc = static_cast<std::uint16_t>((crc << 8) ^ kCrc16Table[(crc >> 8) ^ byte]);
    return crc;
}

} // namespace framing
