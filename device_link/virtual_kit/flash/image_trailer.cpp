// SPDX-License-Identifier: GPL-3.0-or-later
#include "image_trailer.h"

#include <algorithm>
#include <array>

namespace virtual_kit {

namespace {

constexpr std::array<std::uint8_t, 16> kMagic{
    0x77, 0xC2, 0x95, 0xF3, 0x60, 0xD2, 0xEF, 0x7F, 0x35, 0x52, 0x50, 0x0F, 0x2C, 0xB6, 0x79, 0x80};
constexpr std::uint8_t kErased = 0xFF;
constexpr std::uint8_t kFlagSet = 1;
constexpr std::size_t kAlign = 8;

// Distance of each field's start from the end of the slot.
constexpr std::size_t kMagicAt = 16;
constexpr std::size_t kImageOkAt = 24;
constexpr std::size_t kCopyDoneAt = 32;
constexpr std::size_t kSwapInfoAt = 40;
constexpr std::size_t kSwapSizeAt = 48;
constexpr std::size_t kStatusAt = kSwapSizeAt + ImageTrailer::kStatusEntries * kAlign;
static_assert(kStatusAt == ImageTrailer::kSize && ImageTrailer::kSize <= kSectorSize);

TrailerFlag decodeFlag(std::uint8_t value)
{
    if (value == kErased)
        return TrailerFlag::Unset;
    return value == kFlagSet ? TrailerFlag::Set : TrailerFlag::Bad;
}

/// Low nibble of swap info: 1 none, 2 test, 3 permanent, 4 revert; the high nibble is the image number.
SwapKind decodeSwap(std::uint8_t info)
{
    const unsigned stored = info & 0x0Fu;
    if (info == kErased || stored < 1 || stored > 4)
        return SwapKind::None;
    return static_cast<SwapKind>(stored - 1);
}

std::size_t slotEnd(int slot) { return (static_cast<std::size_t>(slot) + 1) * kSlotSize; }

} // namespace

SwapKind requestedSwap(const TrailerState &primary, const TrailerState &secondary)
{
    if (secondary.magic == TrailerMagic::Good && secondary.imageOk == TrailerFlag::Unset)
        return SwapKind::Test;
    if (secondary.magic == TrailerMagic::Good && secondary.imageOk == TrailerFlag::Set)
        return SwapKind::Permanent;
    if (primary.magic == TrailerMagic::Good && secondary.magic == TrailerMagic::Unset
        && primary.imageOk == TrailerFlag::Unset && primary.copyDone == TrailerFlag::Set)
        return SwapKind::Revert;
    return SwapKind::None;
}

TrailerState readTrailer(const NorFlash &flash, int slot)
{
    const std::size_t end = slotEnd(slot);
    const auto byteAt = [&flash, end](std::size_t fromEnd) { return flash.view(end - fromEnd, 1)[0]; };
    TrailerState state;
    const framing::ByteView magic = flash.view(end - kMagicAt, kMagic.size());
    if (std::equal(magic.begin(), magic.end(), kMagic.begin()))
        state.magic = TrailerMagic::Good;
    else
        state.magic = flash.isBlank(end - kMagicAt, kMagic.size()) ? TrailerMagic::Unset : TrailerMagic::Bad;
    state.swap = decodeSwap(byteAt(kSwapInfoAt));
    state.copyDone = decodeFlag(byteAt(kCopyDoneAt));
    state.imageOk = decodeFlag(byteAt(kImageOkAt));
    return state;
}

ImageTrailer::ImageTrailer(NorFlash &flash, int slot)
    : m_flash(flash)
    , m_slot(slot)
    , m_end(slotEnd(slot))
{
}

std::uint8_t ImageTrailer::byteAt(std::size_t fromEnd) const { return m_flash.view(m_end - fromEnd, 1)[0]; }

std::size_t ImageTrailer::swapSize() const
{
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i)
        size |= static_cast<std::size_t>(byteAt(kSwapSizeAt - i)) << (8 * i);
    return std::min(size, kSlotSize);
}

std::size_t ImageTrailer::statusCount() const
{
    for (std::size_t entry = kStatusEntries; entry > 0; --entry) {
        if (byteAt(kStatusAt - (entry - 1) * kAlign) != kErased)
            return entry;
    }
    return 0;
}

bool ImageTrailer::erase() { return m_flash.eraseSector(m_end - 1); }

bool ImageTrailer::writeField(std::size_t fromEnd, framing::ByteView value)
{
    std::array<std::uint8_t, kAlign> field;
    field.fill(kErased);
    std::copy(value.begin(), value.end(), field.begin());
    return m_flash.write(m_end - fromEnd, field);
}

bool ImageTrailer::writeMagic() { return m_flash.write(m_end - kMagicAt, kMagic); }
bool ImageTrailer::writeImageOk() { return writeField(kImageOkAt, framing::ByteView(&kFlagSet, 1)); }
bool ImageTrailer::writeCopyDone() { return writeField(kCopyDoneAt, framing::ByteView(&kFlagSet, 1)); }

bool ImageTrailer::writeSwapInfo(SwapKind kind)
{
    const auto stored = static_cast<std::uint8_t>(static_cast<unsigned>(kind) + 1);
    return writeField(kSwapInfoAt, framing::ByteView(&stored, 1));
}

bool ImageTrailer::writeSwapSize(std::size_t size)
{
    std::array<std::uint8_t, 4> stored{};
    for (std::size_t i = 0; i < stored.size(); ++i)
        stored[i] = static_cast<std::uint8_t>((size >> (8 * i)) & 0xFF);
    return writeField(kSwapSizeAt, stored);
}

bool ImageTrailer::writeStatus(std::size_t entry, std::uint8_t value)
{
    return entry < kStatusEntries && writeField(kStatusAt - entry * kAlign, framing::ByteView(&value, 1));
}

} // namespace virtual_kit
