// SPDX-License-Identifier: GPL-3.0-or-later
#include "nor_flash.h"

#include <algorithm>
#include <cstring>

namespace virtual_kit {

namespace {

constexpr std::uint8_t kErased = 0xFF;
constexpr std::size_t kWord = 4;
/// An interrupted erase leaves the sector's end blank and its start as it was, in steps of this many bytes (assumed:
/// what half an erase leaves behind differs from part to part; this order takes away a trailer's fields together).
constexpr std::size_t kEraseStep = 256;
/// Writes up to this size happen whole or not at all (assumed): the fields of an MCUboot trailer, which MCUboot
/// cannot tell from damage when half of one is there.
constexpr std::size_t kAtomicWrite = 16;

} // namespace

NorFlash::NorFlash(std::size_t size)
    : m_cells(size, kErased)
{
}

framing::ByteView NorFlash::view(std::size_t offset, std::size_t size) const
{
    if (offset >= m_cells.size())
        return {};
    return framing::ByteView(m_cells).subspan(offset, std::min(size, m_cells.size() - offset));
}

void NorFlash::load(std::size_t offset, framing::ByteView bytes)
{
    if (offset < m_cells.size())
        std::copy_n(bytes.begin(), std::min(bytes.size(), m_cells.size() - offset),
            m_cells.begin() + static_cast<std::ptrdiff_t>(offset));
}

void NorFlash::restart(SimTime budget)
{
    m_elapsed = 0;
    m_budget = budget;
}

bool NorFlash::spend(SimTime time)
{
    if (m_elapsed >= m_budget)
        return false;
    const SimTime left = m_budget - m_elapsed;
    m_elapsed += std::min(time, left);
    return time < left;
}

bool NorFlash::eraseSector(std::size_t offset)
{
    if (offset >= m_cells.size() || !powered())
        return false;
    const SimTime before = m_elapsed;
    const bool whole = spend(kSectorErase);
    const std::size_t start = offset - offset % kSectorSize;
    const std::size_t end = std::min(start + kSectorSize, m_cells.size());
    std::size_t erased = end - start;
    if (!whole) {
        const SimTime used = m_elapsed - before;
        erased = static_cast<std::size_t>(used * static_cast<SimTime>(erased) / kSectorErase);
        erased -= erased % kEraseStep;
    }
    std::fill_n(m_cells.begin() + static_cast<std::ptrdiff_t>(end - erased), erased, kErased);
    if (whole)
        ++m_sectorsErased;
    return whole;
}

bool NorFlash::write(std::size_t offset, framing::ByteView data)
{
    if (offset > m_cells.size() || data.size() > m_cells.size() - offset || !powered())
        return false;
    const auto words = (data.size() + kWord - 1) / kWord;
    const SimTime before = m_elapsed;
    const bool whole = spend(kWordWrite * static_cast<SimTime>(words));
    std::size_t done = data.size();
    if (!whole) {
        done = static_cast<std::size_t>((m_elapsed - before) / kWordWrite) * kWord;
        if (data.size() <= kAtomicWrite)
            done = 0;
    }
    for (std::size_t i = 0; i < done; ++i)
        m_cells[offset + i] &= data[i];
    m_wordsWritten += (done + kWord - 1) / kWord;
    return whole;
}

bool NorFlash::isBlank(std::size_t offset, std::size_t size) const
{
    const framing::ByteView cells = view(offset, size);
    // The first cell is blank, and each is as the one before it: compares whole words at a time.
    return cells.empty() || (cells[0] == kErased && std::memcmp(cells.data(), cells.data() + 1, cells.size() - 1) == 0);
}

} // namespace virtual_kit
