// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_input.h"

#include "profiles/firmware/mcuboot_image.h"

using namespace profiles;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const ByteView file(bytes, size);
    const auto image = parseMcubootImage(file);
    if (!image) {
        FUZZ_CHECK(image.error().fault() == Fault::BadFile);
        return 0;
    }
    FUZZ_CHECK(image->fileSize == static_cast<qint64>(size));
    FUZZ_CHECK(image->endOffset <= image->fileSize);
    FUZZ_CHECK(image->hashedSize() <= image->endOffset);
    FUZZ_CHECK(McubootVersion::fromString(image->version.toString()) == image->version);
    (void)image->securityCounter();
    const HashAlgorithm algorithm = image->hashAlgorithm().value_or(HashAlgorithm::Sha256);
    FUZZ_CHECK(!computeImageHash(file, *image, algorithm).isEmpty());
    return 0;
}
