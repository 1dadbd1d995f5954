// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "boot_report.h"
#include "image_version.h"

#include "framing/bytes.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace virtual_kit {

inline constexpr std::uint32_t kImageMagic = 0x96F3B83D;
inline constexpr std::size_t kImageHeaderSize = 32; ///< of the header's fields; hdr_size may be larger
inline constexpr std::uint32_t kImageFlagNonBootable = 0x10;

/// TLV types of an MCUboot image that this bootloader knows.
enum class ImageTlvType : std::uint16_t {
    KeyHash = 0x01,
    Sha256 = 0x10,
    Sha512 = 0x12,
    EcdsaSignature = 0x22,
    Ed25519Signature = 0x24,
    PureSignature = 0x25,
};

struct ImageTlv {
    std::uint16_t type = 0;
    bool isProtected = false;
    framing::ByteView value; ///< into the parsed bytes

    [[nodiscard]] bool is(ImageTlvType wanted) const { return type == static_cast<std::uint16_t>(wanted); }
};

/// Header and TLVs of an MCUboot image. Views point into the bytes that were parsed.
struct McubootImage {
    ImageVersion version;
    std::uint32_t flags = 0;
    std::uint32_t loadAddress = 0;
    std::size_t headerSize = 0;
    std::size_t payloadSize = 0;
    std::size_t protectedSize = 0;
    std::vector<ImageTlv> tlvs;
    framing::ByteView hashed;  ///< header, payload, protected TLVs: what the image hash covers
    std::size_t totalSize = 0; ///< to the end of the last TLV

    /// Value of the SHA-256 or SHA-512 TLV; empty when there is none.
    [[nodiscard]] framing::ByteView hash() const;
};

/// Reads the header's fields alone.
[[nodiscard]] tl::expected<McubootImage, ImageFault> parseMcubootHeader(framing::ByteView bytes);

/// Reads an image from the start of bytes (a slot, or a file); what follows the last TLV is not looked at.
/// Fails with Empty (erased), BadHeader or BadTlvs. Checks every size against bytes; verifies nothing.
[[nodiscard]] tl::expected<McubootImage, ImageFault> parseMcubootImage(framing::ByteView bytes);

} // namespace virtual_kit
