// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab_certificates.h"

#include "tlv_writer.h"

#include <string_view>

namespace virtual_kit {

using framing::Bytes;
using framing::ByteView;

namespace {

// Universal tags (X.680 §8.6).
constexpr std::uint32_t kInteger = 0x02, kBitString = 0x03, kOctetString = 0x04, kOid = 0x06, kUtf8 = 0x0C,
                        kPrintable = 0x13, kUtcTime = 0x17, kSequence = 0x30, kSet = 0x31;

// Object identifiers, content octets.
const Bytes kEcdsaSha256{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02};
const Bytes kEcPublicKey{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01};
const Bytes kP256{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07};
const Bytes kCommonName{0x55, 0x04, 0x03}, kSerialNumber{0x55, 0x04, 0x05}, kOrganization{0x55, 0x04, 0x0A};
const Bytes kSubjectKeyId{0x55, 0x1D, 0x0E}, kKeyUsage{0x55, 0x1D, 0x0F}, kBasicConstraints{0x55, 0x1D, 0x13},
    kNameConstraints{0x55, 0x1D, 0x1E}, kPolicies{0x55, 0x1D, 0x20}, kAuthorityKeyId{0x55, 0x1D, 0x23};

/// Certificate roles: last arc of 2.23.146.1.2.1.n (SGP.22 §4.5.2.1).
enum Role : std::uint8_t { RoleCi = 0, RoleEuicc = 1, RoleEum = 2 };

constexpr std::string_view kEumNumber = "89049032"; ///< first 8 digits of every EID of this EUM

TlvWriter attribute(const Bytes &type, std::uint32_t stringTag, std::string_view value)
{
    const TlvWriter pair = TlvWriter().bytes(kOid, type).text(stringTag, value);
    return TlvWriter().constructed(kSet, TlvWriter().constructed(kSequence, pair));
}

/// RDNSequence content.
TlvWriter name(std::string_view commonName, std::string_view serial = {})
{
    TlvWriter rdns;
    rdns.raw(attribute(kOrganization, kUtf8, "AI-eSIM Workbench (lab, not for trust)").data());
    rdns.raw(attribute(kCommonName, kUtf8, commonName).data());
    if (!serial.empty())
        rdns.raw(attribute(kSerialNumber, kPrintable, serial).data());
    return rdns;
}

TlvWriter extension(const Bytes &oid, bool critical, const TlvWriter &value)
{
    TlvWriter content;
    content.bytes(kOid, oid);
    if (critical)
        content.boolean(0x01, true);
    content.bytes(kOctetString, value.data());
    return TlvWriter().constructed(kSequence, content);
}

TlvWriter publicKeyInfo(const P256Key &key)
{
    Bytes bitString{0x00};
    bitString.insert(bitString.end(), key.publicPoint().begin(), key.publicPoint().end());
    const TlvWriter algorithm = TlvWriter().bytes(kOid, kEcPublicKey).bytes(kOid, kP256);
    return TlvWriter().constructed(kSequence, algorithm).bytes(kBitString, bitString);
}

/// permittedSubtrees: only EIDs of this EUM (SGP.22 §4.5.2.1).
TlvWriter eumNameConstraint()
{
    const TlvWriter rdns = attribute(kSerialNumber, kPrintable, kEumNumber);
    const TlvWriter directoryName = TlvWriter().constructed(0xA4, TlvWriter().constructed(kSequence, rdns));
    const TlvWriter subtrees = TlvWriter().constructed(0xA0, TlvWriter().constructed(kSequence, directoryName));
    return TlvWriter().constructed(kSequence, subtrees);
}

TlvWriter extensions(Role role, const P256Key &subject, const P256Key &issuer)
{
    TlvWriter list;
    if (role != RoleCi) {
        const TlvWriter keyId = TlvWriter().bytes(0x80, issuer.keyIdentifier());
        list.raw(extension(kAuthorityKeyId, false, TlvWriter().constructed(kSequence, keyId)).data());
    }
    list.raw(extension(kSubjectKeyId, false, TlvWriter().bytes(kOctetString, subject.keyIdentifier())).data());
    // keyCertSign and cRLSign for authorities, digitalSignature for the card.
    const std::uint8_t usage = role == RoleEuicc ? 0x80 : 0x06;
    list.raw(extension(kKeyUsage, true, TlvWriter().bits(kBitString, usage)).data());
    const Bytes policy{0x67, 0x81, 0x12, 0x01, 0x02, 0x01, role};
    const TlvWriter policyInfo = TlvWriter().constructed(kSequence, TlvWriter().bytes(kOid, policy));
    list.raw(extension(kPolicies, true, TlvWriter().constructed(kSequence, policyInfo)).data());
    if (role != RoleEuicc) {
        TlvWriter constraints;
        constraints.boolean(0x01, true);
        if (role == RoleEum)
            constraints.integer(kInteger, 0);
        list.raw(extension(kBasicConstraints, true, TlvWriter().constructed(kSequence, constraints)).data());
    }
    if (role == RoleEum)
        list.raw(extension(kNameConstraints, true, eumNameConstraint()).data());
    return list;
}

/// ECDSA-Sig-Value (RFC 3279 §2.2.3) from r || s.
TlvWriter signatureValue(const Bytes &plain)
{
    TlvWriter pair;
    for (std::size_t half = 0; half < 2; ++half) {
        ByteView number = ByteView(plain).subspan(32 * half, 32);
        while (number.size() > 1 && number[0] == 0)
            number = number.subspan(1);
        Bytes octets;
        if (number[0] & 0x80)
            octets.push_back(0);
        octets.insert(octets.end(), number.begin(), number.end());
        pair.bytes(kInteger, octets);
    }
    return pair;
}

struct Party {
    const P256Key &key;
    TlvWriter name;
};

Bytes certificate(Role role, const Party &subject, const Party &issuer)
{
    const TlvWriter algorithm = TlvWriter().bytes(kOid, kEcdsaSha256);
    // UTCTime ends with 2049 (RFC 5280 §4.1.2.5.1); fixed, so that the same seed gives the same bytes in any year.
    const TlvWriter validity = TlvWriter().text(kUtcTime, "240101000000Z").text(kUtcTime, "491231235959Z");
    const TlvWriter list = extensions(role, subject.key, issuer.key);
    TlvWriter tbs;
    tbs.constructed(0xA0, TlvWriter().integer(kInteger, 2));
    Bytes serial = subject.key.keyIdentifier();
    serial[0] = static_cast<std::uint8_t>((serial[0] & 0x3F) | 0x40); // positive, never shortened
    tbs.bytes(kInteger, serial).constructed(kSequence, algorithm).constructed(kSequence, issuer.name);
    tbs.constructed(kSequence, validity).constructed(kSequence, subject.name);
    tbs.constructed(kSequence, publicKeyInfo(subject.key));
    tbs.constructed(0xA3, TlvWriter().constructed(kSequence, list));
    const TlvWriter signedPart = TlvWriter().constructed(kSequence, tbs);

    const TlvWriter signature = TlvWriter().constructed(kSequence, signatureValue(issuer.key.sign(signedPart.data())));
    Bytes bitString{0x00};
    bitString.insert(bitString.end(), signature.data().begin(), signature.data().end());
    TlvWriter whole;
    whole.raw(signedPart.data()).constructed(kSequence, algorithm).bytes(kBitString, bitString);
    return TlvWriter().constructed(kSequence, whole).data();
}

P256Key ciKey() { return P256Key(0, "lab certificate issuer"); }
TlvWriter ciName() { return name("AI-eSIM Workbench Lab CI"); }

} // namespace

LabCertificates::LabCertificates(std::uint64_t seed, const std::string &eid)
    : m_key(seed, "euicc " + eid)
{
    const P256Key issuer = ciKey();
    const P256Key maker(0, "lab eum");
    const Party ci{issuer, ciName()};
    const Party eum{maker, name("AI-eSIM Workbench Lab EUM", kEumNumber)};
    const Party euicc{m_key, name("Virtual kit eUICC (simulated)", eid)};
    m_eum = certificate(RoleEum, eum, ci);
    m_euicc = certificate(RoleEuicc, euicc, eum);
}

Bytes LabCertificates::ciCertificate()
{
    const P256Key key = ciKey();
    const Party ci{key, ciName()};
    return certificate(RoleCi, ci, ci);
}

Bytes LabCertificates::ciKeyIdentifier() { return ciKey().keyIdentifier(); }

} // namespace virtual_kit
