// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "boot_report.h"
#include "mcuboot_image.h"
#include "trusted_key.h"

#include <vector>

namespace virtual_kit {

/// Decides whether the bootloader starts an image: its hash must be right, and it must carry a signature of a trusted
/// key (ECDSA P-256 or Ed25519 over the hash, or pure Ed25519 over the bytes), or be one of the trusted hashes.
class ImageVerifier
{
public:
    ImageVerifier(std::vector<TrustedKey> keys, std::vector<framing::Bytes> trustedHashes);

    /// The image at the start of bytes (a slot). ImageFault::None when it may start.
    [[nodiscard]] ImageFault verify(framing::ByteView bytes) const;

private:
    [[nodiscard]] bool signedByTrustedKey(const McubootImage &image) const;

    std::vector<TrustedKey> m_keys;
    std::vector<framing::Bytes> m_trustedHashes;
};

/// SHA-256 or SHA-512 of data; empty only when OpenSSL fails.
[[nodiscard]] framing::Bytes sha256(framing::ByteView data);
[[nodiscard]] framing::Bytes sha512(framing::ByteView data);

} // namespace virtual_kit
