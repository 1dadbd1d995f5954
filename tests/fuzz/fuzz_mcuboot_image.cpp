// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_input.h"

#include "virtual_kit/flash/flash_bank.h"

using namespace virtual_kit;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    // Short of the trailer, which is not part of an image.
    const framing::ByteView file(bytes, std::min(size, kSlotSize - 2 * kSectorSize));
    const auto image = parseMcubootImage(file);
    const ImageFault fault = ImageVerifier(defaultTrustedKeys(), {}).verify(file);
    if (!image) {
        FUZZ_CHECK(fault == image.error());
        return 0;
    }
    FUZZ_CHECK(image->totalSize <= file.size() && image->hashed.size() < image->totalSize);
    for (const ImageTlv &tlv : image->tlvs)
        FUZZ_CHECK(tlv.value.data() >= file.data() && tlv.value.data() + tlv.value.size() <= file.data() + file.size());

    // Whatever came over the cable, the kit boots something.
    Simulation simulation;
    FlashBank flash(simulation, {{1, 0, 0, 0}, 4096, defaultTrustedKeys()});
    simulation.advanceTo(flash.boot().duration);
    flash.cells().load(kSlotSize, file);
    FUZZ_CHECK(flash.running());
    const bool requested = flash.requestSwap(false);
    const BootReport report = flash.boot();
    FUZZ_CHECK(report.started);
    FUZZ_CHECK(fault == ImageFault::None || report.hash == flash.factoryHash());
    FUZZ_CHECK(fault != ImageFault::None || !requested || report.swap != SwapKind::None
        || report.rejected == ImageFault::TooLarge);
    return 0;
}
