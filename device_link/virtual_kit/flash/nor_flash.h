// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"
#include "virtual_kit/kernel/sim_clock.h"

#include <cstddef>
#include <cstdint>
#include <limits>

namespace virtual_kit {

// Assumed, of the class of an nRF52840's internal flash; not measured on any kit.
inline constexpr SimTime kSectorErase = 85 * kMillisecond; ///< per 4 KiB sector
inline constexpr SimTime kWordWrite = 41 * kMicrosecond;   ///< per 4 bytes

inline constexpr std::size_t kSectorSize = 4096;
inline constexpr std::size_t kSlotSize = 0x69000; ///< each of the two slots: 105 sectors
inline constexpr std::size_t kSlotCount = 2;

/// Cells of a NOR flash: erased to FF by the sector, programmed by clearing bits. Every operation costs simulated time
/// against a budget; when the budget is used up the operation under way stays half done and the rest do nothing,
/// which is what a power cut at that moment leaves behind.
class NorFlash
{
public:
    explicit NorFlash(std::size_t size = kSlotCount * kSlotSize);

    [[nodiscard]] std::size_t size() const { return m_cells.size(); }
    /// The cells of [offset, offset + size), cut at the end of the flash.
    [[nodiscard]] framing::ByteView view(std::size_t offset, std::size_t size) const;
    /// Puts bytes into the cells as a production programmer does: no time passes, nothing is counted.
    void load(std::size_t offset, framing::ByteView bytes);
    /// Erases the sector that holds offset. False: outside, or power was lost before it was done.
    bool eraseSector(std::size_t offset);
    /// Programs (ANDs) data at offset. False: outside, or power was lost before it was done.
    bool write(std::size_t offset, framing::ByteView data);
    [[nodiscard]] bool isBlank(std::size_t offset, std::size_t size) const;

    /// Time used by operations since the last restart().
    [[nodiscard]] SimTime elapsed() const { return m_elapsed; }
    /// Power lasts for this much operation time from now on.
    void restart(SimTime budget = std::numeric_limits<SimTime>::max());
    [[nodiscard]] bool powered() const { return m_elapsed < m_budget; }
    /// Lets time pass without an operation (bootloader at work). False: power was lost meanwhile.
    bool spend(SimTime time);

    [[nodiscard]] std::uint64_t sectorsErased() const { return m_sectorsErased; }
    [[nodiscard]] std::uint64_t wordsWritten() const { return m_wordsWritten; }

private:
    framing::Bytes m_cells;
    SimTime m_elapsed = 0;
    SimTime m_budget = std::numeric_limits<SimTime>::max();
    std::uint64_t m_sectorsErased = 0;
    std::uint64_t m_wordsWritten = 0;
};

} // namespace virtual_kit
