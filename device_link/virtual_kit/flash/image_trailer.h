// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "boot_report.h"
#include "nor_flash.h"

#include <cstddef>
#include <cstdint>

namespace virtual_kit {

enum class TrailerMagic : std::uint8_t { Good = 1, Bad = 2, Unset = 3 };
enum class TrailerFlag : std::uint8_t { Set = 1, Bad = 2, Unset = 3 };

/// What MCUboot reads from a slot's trailer before it decides.
struct TrailerState {
    TrailerMagic magic = TrailerMagic::Unset;
    SwapKind swap = SwapKind::None; ///< of the swap info field
    TrailerFlag copyDone = TrailerFlag::Unset;
    TrailerFlag imageOk = TrailerFlag::Unset;
};

[[nodiscard]] TrailerState readTrailer(const NorFlash &flash, int slot);

/// The swap two trailers ask for (MCUboot's table of swap types).
[[nodiscard]] SwapKind requestedSwap(const TrailerState &primary, const TrailerState &secondary);

/// MCUboot image trailer at the end of a slot, for a write alignment of 8 bytes:
/// swap status (3 · 128 entries of 8 bytes) · swap size · swap info · copy done · image ok · magic (16 bytes).
/// Every writing function returns false when power was lost.
class ImageTrailer
{
public:
    static constexpr std::size_t kMaxSectors = 128; ///< that the swap status has entries for
    static constexpr std::size_t kStatusEntries = 3 * kMaxSectors;
    static constexpr std::size_t kSize = kStatusEntries * 8 + 4 * 8 + 16;

    ImageTrailer(NorFlash &flash, int slot);

    [[nodiscard]] TrailerState read() const { return readTrailer(m_flash, m_slot); }
    [[nodiscard]] std::size_t swapSize() const; ///< bytes to swap; kSlotSize at most
    /// Swap status entries up to the last one written; 0 when none is.
    [[nodiscard]] std::size_t statusCount() const;

    bool erase(); ///< the sector that holds it
    bool writeMagic();
    bool writeImageOk();
    bool writeCopyDone();
    bool writeSwapInfo(SwapKind kind);
    bool writeSwapSize(std::size_t size);
    bool writeStatus(std::size_t entry, std::uint8_t value);

private:
    [[nodiscard]] std::uint8_t byteAt(std::size_t fromEnd) const;
    bool writeField(std::size_t fromEnd, framing::ByteView value);

    NorFlash &m_flash;
    int m_slot;
    std::size_t m_end; ///< of the slot, in the flash
};

} // namespace virtual_kit
