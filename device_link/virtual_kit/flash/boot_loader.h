// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "boot_report.h"
#include "image_trailer.h"
#include "image_verifier.h"
#include "nor_flash.h"

#include <string>

namespace virtual_kit {

/// The kit's bootloader, in the ways of MCUboot "swap using move" with validation of the image in slot 0: it reads
/// trailers and images, brings an interrupted swap to its end, or starts the one that is asked for, and says so on
/// the console in MCUboot's words.
class BootLoader
{
public:
    /// Both outlive the loader. Time is that of flash: the report's times count from its restart().
    BootLoader(NorFlash &flash, const ImageVerifier &verifier);

    /// Runs until the application is up, or power is lost (flash.powered() is false; the report is then partial).
    [[nodiscard]] BootReport run();

private:
    void say(std::string text);
    void sayTrailer(const char *which, const TrailerState &state);
    [[nodiscard]] framing::ByteView slotBytes(int slot) const;
    bool validate(int slot, ImageFault &fault);
    SwapKind chooseSwap(const TrailerState &primary, const TrailerState &secondary, bool trailerIsSource);
    SwapKind validatedSwap(SwapKind kind);
    bool swap(SwapKind kind, bool freshTrailer);
    [[nodiscard]] std::size_t swapSize() const;
    bool prepare();
    bool startApplication();

    NorFlash &m_flash;
    const ImageVerifier &m_verifier;
    BootReport m_report;
};

} // namespace virtual_kit
