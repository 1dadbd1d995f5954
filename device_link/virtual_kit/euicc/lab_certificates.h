// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"
#include "p256_key.h"

#include <cstdint>
#include <string>

namespace virtual_kit {

/// The certificate chain of a simulated card (SGP.22 §4.5.2): lab CI -> lab EUM -> eUICC, all DER X.509 v3.
/// CI and EUM are the same for all virtual kits, the eUICC's key follows the seed. The keys are public knowledge:
/// the chain proves that signatures are made and checked as they should be, never that a card is genuine.
class LabCertificates
{
public:
    LabCertificates(std::uint64_t seed, const std::string &eid);
    [[nodiscard]] static framing::Bytes ciCertificate();   ///< self-signed trust anchor
    [[nodiscard]] static framing::Bytes ciKeyIdentifier(); ///< 20 bytes
    [[nodiscard]] const framing::Bytes &eumCertificate() const { return m_eum; }
    [[nodiscard]] const framing::Bytes &euiccCertificate() const { return m_euicc; }
    [[nodiscard]] const P256Key &euiccKey() const { return m_key; }

private:
    P256Key m_key;
    framing::Bytes m_eum;
    framing::Bytes m_euicc;
};

} // namespace virtual_kit
