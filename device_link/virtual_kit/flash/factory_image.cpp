// SPDX-License-Identifier: GPL-3.0-or-later
#include "factory_image.h"

#include "image_verifier.h"
#include "mcuboot_image.h"

#include "virtual_kit/kernel/random.h"

namespace virtual_kit {

namespace {

constexpr std::size_t kHeaderSize = 0x200;

void put(framing::Bytes &out, std::uint64_t value, std::size_t bytes)
{
    for (std::size_t i = 0; i < bytes; ++i)
        out.push_back(static_cast<std::uint8_t>((value >> (8 * i)) & 0xFF));
}

} // namespace

framing::Bytes makeFactoryImage(const ImageVersion &version, std::size_t payloadSize)
{
    framing::Bytes image;
    image.reserve(kHeaderSize + payloadSize + 64);
    put(image, kImageMagic, 4);
    put(image, 0, 4); // load address
    put(image, kHeaderSize, 2);
    put(image, 0, 2); // protected TLVs
    put(image, payloadSize, 4);
    put(image, 0, 4); // flags
    put(image, version.major, 1);
    put(image, version.minor, 1);
    put(image, version.revision, 2);
    put(image, version.build, 4);
    image.resize(kHeaderSize, 0);

    Random pattern(payloadSize, "factory image " + version.text());
    while (image.size() < kHeaderSize + payloadSize)
        put(image, pattern.next(), 8);
    image.resize(kHeaderSize + payloadSize);

    const framing::Bytes hash = sha256(image);
    put(image, 0x6907, 2);
    put(image, 4 + 4 + hash.size(), 2);
    put(image, static_cast<std::uint16_t>(ImageTlvType::Sha256), 2);
    put(image, hash.size(), 2);
    image.insert(image.end(), hash.begin(), hash.end());
    return image;
}

} // namespace virtual_kit
