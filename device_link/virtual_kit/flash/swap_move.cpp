// SPDX-License-Identifier: GPL-3.0-or-later
#include "swap_move.h"

#include <algorithm>

namespace virtual_kit {

namespace {

// What MCUboot puts into a status entry; only "not blank" counts when it is read.
constexpr std::uint8_t kFirstState = 1;
constexpr std::uint8_t kSecondState = 2;

std::size_t sectorCount(std::size_t size) { return (size + kSectorSize - 1) / kSectorSize; }

} // namespace

SwapMove::SwapMove(NorFlash &flash)
    : m_flash(flash)
    , m_primary(flash, 0)
    , m_secondary(flash, 1)
{
}

std::size_t SwapMove::maxSize()
{
    // Sector n is needed to move n sectors up, and must lie below the trailer's sector.
    return kSlotSize - 2 * kSectorSize;
}

bool SwapMove::interrupted() const { return m_primary.statusCount() > 0; }

bool SwapMove::protectRevert(SwapKind kind, std::size_t size)
{
    // The old trailer of slot 0 is the only sign of a revert, and it is about to be erased. MCUboot first makes slot 1
    // ask for a permanent swap, so that a power cut in between still brings the old image back.
    if (kind != SwapKind::Revert || m_secondary.read().magic != TrailerMagic::Unset)
        return true;
    return m_secondary.erase() && m_secondary.writeImageOk() && m_secondary.writeSwapSize(size)
        && m_secondary.writeMagic();
}

bool SwapMove::start(SwapKind kind, std::size_t size, bool freshTrailer)
{
    if (!freshTrailer) {
        if (!protectRevert(kind, size))
            return false;
        const bool confirmed = m_secondary.read().imageOk == TrailerFlag::Set;
        if (!m_primary.erase() || !m_primary.writeSwapInfo(kind) || (confirmed && !m_primary.writeImageOk())
            || !m_primary.writeSwapSize(size) || !m_primary.writeMagic())
            return false;
    }
    return m_secondary.erase();
}

bool SwapMove::finish(SwapKind kind)
{
    const std::size_t sectors = sectorCount(std::min(m_primary.swapSize(), maxSize()));
    if (!moveUp(sectors) || !exchange(sectors))
        return false;
    // A trial image is confirmed later by the application; the others must not be reverted by the next boot.
    if (kind != SwapKind::Test && m_primary.read().imageOk == TrailerFlag::Unset && !m_primary.writeImageOk())
        return false;
    return m_primary.writeCopyDone();
}

bool SwapMove::moveUp(std::size_t sectors)
{
    for (std::size_t step = m_primary.statusCount(); step < sectors; ++step) {
        const std::size_t to = sectors - step;
        if (!copySector((to - 1) * kSectorSize, to * kSectorSize) || !m_primary.writeStatus(step, kFirstState))
            return false;
    }
    return true;
}

bool SwapMove::exchange(std::size_t sectors)
{
    constexpr std::size_t kFirstEntry = ImageTrailer::kMaxSectors;
    const std::size_t count = m_primary.statusCount();
    for (std::size_t step = count > kFirstEntry ? count - kFirstEntry : 0; step < 2 * sectors; ++step) {
        const std::size_t sector = step / 2 * kSectorSize;
        const bool down = step % 2 == 0;
        const bool copied
            = down ? copySector(kSlotSize + sector, sector) : copySector(sector + kSectorSize, kSlotSize + sector);
        if (!copied || !m_primary.writeStatus(kFirstEntry + step, down ? kFirstState : kSecondState))
            return false;
    }
    return true;
}

bool SwapMove::copySector(std::size_t from, std::size_t to)
{
    const framing::ByteView source = m_flash.view(from, kSectorSize);
    return m_flash.eraseSector(to) && m_flash.write(to, source);
}

} // namespace virtual_kit
