// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image_trailer.h"
#include "nor_flash.h"

#include <cstddef>

namespace virtual_kit {

/// Exchanges the two slots' first sectors without a scratch area (MCUboot "swap using move"): first every sector of
/// slot 0 moves one up, from the last to the first, then sector by sector slot 1 goes down into slot 0 and the moved
/// one into slot 1. Each step is noted in slot 0's trailer when done, so it is repeated or gone on with after a power
/// cut: the cells alone hold the state.
class SwapMove
{
public:
    explicit SwapMove(NorFlash &flash);

    /// Largest swap in bytes: it needs one free sector below the trailer's.
    [[nodiscard]] static std::size_t maxSize();
    /// A swap was under way: its status is in slot 0's trailer.
    [[nodiscard]] bool interrupted() const;

    /// Starts a swap of the first size bytes. freshTrailer: slot 0's trailer was already set up for it by an attempt
    /// that ended before its first step. False: power was lost.
    bool start(SwapKind kind, std::size_t size, bool freshTrailer);
    /// Does what is left of a swap, then marks it complete. False: power was lost.
    bool finish(SwapKind kind);

private:
    bool protectRevert(SwapKind kind, std::size_t size);
    bool moveUp(std::size_t sectors);
    bool exchange(std::size_t sectors);
    bool copySector(std::size_t from, std::size_t to);

    NorFlash &m_flash;
    ImageTrailer m_primary;
    ImageTrailer m_secondary;
};

} // namespace virtual_kit
