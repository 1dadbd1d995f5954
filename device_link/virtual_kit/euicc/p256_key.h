// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <cstdint>
#include <string_view>

namespace virtual_kit {

/// A lab key on P-256, derived from a seed and a name. NOT secret: who knows the seed has the key. It lets a simulated
/// card sign for real, with the same bytes on every run (RFC 6979; OpenSSL 3.0 itself only signs with random nonces).
class P256Key
{
public:
    P256Key(std::uint64_t seed, std::string_view name);
    /// Uncompressed point, 65 bytes: 04 x y. Empty only if OpenSSL runs out of memory.
    [[nodiscard]] const framing::Bytes &publicPoint() const { return m_point; }
    /// SHA-1 of the point: the subject key identifier (RFC 5280 §4.2.1.2).
    [[nodiscard]] framing::Bytes keyIdentifier() const;
    /// ECDSA with SHA-256 over data, as r || s of 32 bytes each (BSI TR-03111 plain format, what ES10 carries).
    [[nodiscard]] framing::Bytes sign(framing::ByteView data) const;

private:
    framing::Bytes m_secret; ///< 32 bytes, 1...n-1
    framing::Bytes m_point;
};

} // namespace virtual_kit
