// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <string>
#include <vector>

namespace virtual_kit {

/// One public key the bootloader trusts.
struct TrustedKey {
    std::string name;
    framing::Bytes spki; ///< SubjectPublicKeyInfo, DER: an ECDSA P-256 or an Ed25519 key
};

/// The two development keys built into the kit's bootloader.
[[nodiscard]] std::vector<TrustedKey> defaultTrustedKeys();

} // namespace virtual_kit
