// SPDX-License-Identifier: GPL-3.0-or-later
#include "boot_loader.h"

#include "swap_move.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace virtual_kit {

namespace {

// Assumed, of the order of a Cortex-M at 64 MHz.
constexpr SimTime kLoaderStart = 20 * kMillisecond;       ///< reset to the first line
constexpr SimTime kHashPerByte = 250;                     ///< SHA-256 in software
constexpr SimTime kSignatureCheck = 60 * kMillisecond;    ///< one ECDSA or Ed25519 check
constexpr SimTime kApplicationStart = 150 * kMillisecond; ///< jump to answering

constexpr const char *kZephyrBuild = "v4.4.0";

const char *swapName(SwapKind kind)
{
    constexpr std::array<const char *, 4> kNames{"none", "test", "perm", "revert"};
    return kNames.at(static_cast<std::size_t>(kind));
}

const char *magicName(TrailerMagic magic)
{
    switch (magic) {
    case TrailerMagic::Good: return "good";
    case TrailerMagic::Bad: return "bad";
    case TrailerMagic::Unset: return "unset";
    }
    return "bad";
}

} // namespace

BootLoader::BootLoader(NorFlash &flash, const ImageVerifier &verifier)
    : m_flash(flash)
    , m_verifier(verifier)
{
}

void BootLoader::say(std::string text)
{
    if (m_flash.powered())
        m_report.lines.push_back({m_flash.elapsed(), std::move(text)});
}

void BootLoader::sayTrailer(const char *which, const TrailerState &state)
{
    std::array<char, 128> line{};
    std::snprintf(line.data(), line.size(), "I: %s image: magic=%s, swap_type=0x%x, copy_done=0x%x, image_ok=0x%x",
        which, magicName(state.magic), static_cast<unsigned>(state.swap) + 1, static_cast<unsigned>(state.copyDone),
        static_cast<unsigned>(state.imageOk));
    say(line.data());
}

framing::ByteView BootLoader::slotBytes(int slot) const
{
    return m_flash.view(static_cast<std::size_t>(slot) * kSlotSize, kSlotSize);
}

BootReport BootLoader::run()
{
    m_report = {};
    if (m_flash.spend(kLoaderStart) && prepare() && startApplication())
        m_report.started = true;
    m_report.duration = m_flash.elapsed();
    return m_report;
}

bool BootLoader::prepare()
{
    say("*** Booting MCUboot v2.2.0 ***");
    say(std::string("*** Using Zephyr OS build ") + kZephyrBuild + " ***");
    say("I: Starting bootloader");
    const TrailerState primary = ImageTrailer(m_flash, 0).read();
    const TrailerState secondary = ImageTrailer(m_flash, 1).read();
    sayTrailer("Primary", primary);
    sayTrailer("Secondary", secondary);
    // Where a swap is under way slot 0's trailer is set up and not done, and slot 1's is gone.
    const bool trailerIsSource = primary.magic == TrailerMagic::Good && primary.copyDone == TrailerFlag::Unset
        && secondary.magic != TrailerMagic::Good;
    say(trailerIsSource ? "I: Boot source: primary slot" : "I: Boot source: none");

    SwapMove mover(m_flash);
    if (trailerIsSource && mover.interrupted()) {
        say("I: Starting swap using move algorithm.");
        m_report.swapStart = m_flash.elapsed();
        if (!mover.finish(primary.swap))
            return false;
        m_report.swapEnd = m_flash.elapsed();
        m_report.swap = primary.swap;
        m_report.resumed = true;
        return true;
    }
    const SwapKind kind = chooseSwap(primary, secondary, trailerIsSource);
    if (!m_flash.powered())
        return false;
    const bool freshTrailer = trailerIsSource && primary.swap != SwapKind::None;
    return kind == SwapKind::None || swap(kind, freshTrailer);
}

SwapKind BootLoader::chooseSwap(const TrailerState &primary, const TrailerState &secondary, bool trailerIsSource)
{
    if (trailerIsSource && primary.swap != SwapKind::None)
        return validatedSwap(primary.swap);
    const SwapKind kind = requestedSwap(primary, secondary);
    say(std::string("I: Image index: 0, Swap type: ") + swapName(kind));
    return kind == SwapKind::None ? kind : validatedSwap(kind);
}

SwapKind BootLoader::validatedSwap(SwapKind kind)
{
    ImageFault fault = ImageFault::None;
    if (validate(1, fault))
        return kind;
    m_report.rejected = fault;
    // Blank or marked as not bootable: left alone. Anything else is erased, so that it is not tried again.
    if (!m_flash.powered() || fault == ImageFault::Empty || fault == ImageFault::NotBootable)
        return SwapKind::None;
    say("E: Image in the secondary slot is not valid!");
    for (std::size_t end = kSlotSize; end > 0 && m_flash.powered(); end -= kSectorSize)
        m_flash.eraseSector(kSlotSize + end - 1);
    return SwapKind::None;
}

bool BootLoader::validate(int slot, ImageFault &fault)
{
    const framing::ByteView bytes = slotBytes(slot);
    if (const auto image = parseMcubootImage(bytes)) {
        if (!m_flash.spend(kHashPerByte * static_cast<SimTime>(image->hashed.size()) + kSignatureCheck))
            return false;
    }
    fault = m_verifier.verify(bytes);
    return fault == ImageFault::None;
}

std::size_t BootLoader::swapSize() const
{
    std::size_t size = 0;
    for (int slot = 0; slot < static_cast<int>(kSlotCount); ++slot) {
        if (const auto image = parseMcubootImage(slotBytes(slot)))
            size = std::max(size, image->totalSize);
    }
    return size;
}

bool BootLoader::swap(SwapKind kind, bool freshTrailer)
{
    const std::size_t size = freshTrailer ? ImageTrailer(m_flash, 0).swapSize() : swapSize();
    say("I: Starting swap using move algorithm.");
    if (size > SwapMove::maxSize()) {
        say("W: Not enough free space to run swap upgrade");
        say("W: required " + std::to_string(size + kSectorSize) + " bytes but only "
            + std::to_string(SwapMove::maxSize() + kSectorSize) + " are available");
        m_report.rejected = ImageFault::TooLarge;
        return true;
    }
    if (kind == SwapKind::Revert && !freshTrailer)
        sayTrailer("Secondary", ImageTrailer(m_flash, 1).read());
    SwapMove mover(m_flash);
    m_report.swapStart = m_flash.elapsed();
    if (!mover.start(kind, size, freshTrailer) || !mover.finish(kind))
        return false;
    m_report.swapEnd = m_flash.elapsed();
    m_report.swap = kind;
    return true;
}

bool BootLoader::startApplication()
{
    ImageFault fault = ImageFault::None;
    if (!validate(0, fault)) {
        if (m_flash.powered()) {
            say("E: Image in the primary slot is not valid!");
            say("E: Unable to find bootable image");
        }
        return false;
    }
    const auto image = parseMcubootImage(slotBytes(0));
    if (!image)
        return false;
    const ImageVersion version = image->version;
    m_report.version = version;
    m_report.hash.assign(image->hash().begin(), image->hash().end());
    const TrailerState primary = ImageTrailer(m_flash, 0).read();
    m_report.onTrial = requestedSwap(primary, ImageTrailer(m_flash, 1).read()) == SwapKind::Revert;
    say("I: Bootloader chainload address offset: 0xc000");
    say("I: Image version: v" + std::to_string(version.major) + '.' + std::to_string(version.minor) + '.'
        + std::to_string(version.revision));
    say("I: Jumping to the first image slot");
    if (!m_flash.spend(kApplicationStart))
        return false;
    say(std::string("*** Booting Zephyr OS build ") + kZephyrBuild + " ***");
    say("aiesim-kit " + version.text() + " (simulated)");
    return true;
}

} // namespace virtual_kit
