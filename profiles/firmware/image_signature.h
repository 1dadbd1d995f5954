// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/firmware/image_public_key.h"
#include "profiles/firmware/mcuboot_image.h"

namespace profiles {

enum class SignatureState : std::uint8_t {
    Unsigned,   ///< no signature in the image
    NoKeyGiven, ///< signed, but there was no key to check it with
    UnknownKey, ///< signed by a key that was not given
    Invalid,    ///< names a given key, but the signature is not that key's over these bytes
    Valid,
};

struct SignatureFinding {
    SignatureState state = SignatureState::Unsigned;
    quint16 type = 0;   ///< TLV type of the signature
    bool pure = false;  ///< over the bytes themselves, not their hash (Ed25519)
    QByteArray keyHash; ///< as the image names its key
    QString keyName;    ///< of the key that matched
};

/// Checks the image's signatures against the keys; one valid signature is enough, as for MCUboot. digest is the
/// computed image hash. ECDSA P-256/P-384 and Ed25519 sign the digest, RSA is PSS with SHA-256 and a 32-byte salt; with
/// the pure flag (0x25) Ed25519 signs header, payload and protected TLVs themselves.
[[nodiscard]] SignatureFinding checkSignature(
    ByteView file, const McubootImage &image, const QByteArray &digest, const QList<ImagePublicKey> &keys);

} // namespace profiles
