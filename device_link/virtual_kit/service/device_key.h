// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"
#include "virtual_kit/euicc/p256_key.h"

#include <cstdint>
#include <string>
#include <vector>

namespace virtual_kit {

/// The kit's attestation key and its certificate chain, device <- lab CA. Both keys follow from numbers anybody knows:
/// they show that attestation is made and checked as it should be, never that a device is genuine.
class DeviceKey
{
public:
    DeviceKey(std::uint64_t seed, const std::string &serial);
    /// ECDSA P-256 with SHA-256, r || s, 64 bytes.
    [[nodiscard]] framing::Bytes sign(framing::ByteView statement) const { return m_key.sign(statement); }
    [[nodiscard]] const std::vector<framing::Bytes> &certificates() const { return m_chain; } ///< DER, device first

private:
    P256Key m_key;
    std::vector<framing::Bytes> m_chain;
};

} // namespace virtual_kit
