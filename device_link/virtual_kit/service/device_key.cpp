// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_key.h"

#include "virtual_kit/euicc/tlv_writer.h"

#include <string_view>

namespace virtual_kit {

using framing::Bytes;
using framing::ByteView;

namespace {

// Universal tags (X.680 §8.6).
constexpr std::uint32_t kInteger = 0x02, kBitString = 0x03, kOctetString = 0x04, kOid = 0x06, kUtf8 = 0x0C,
                        kPrintable = 0x13, kUtcTime = 0x17, kSequence = 0x30, kSet = 0x31;

constexpr std::string_view kAuthority = "Virtual kit lab CA, simulated";

/// Object identifiers, content octets.
namespace oid {
const Bytes ecdsaSha256{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02};
const Bytes ecPublicKey{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01};
const Bytes p256{0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07};
const Bytes commonName{0x55, 0x04, 0x03};
const Bytes serialNumber{0x55, 0x04, 0x05};
const Bytes subjectKeyId{0x55, 0x1D, 0x0E};
const Bytes keyUsage{0x55, 0x1D, 0x0F};
const Bytes basicConstraints{0x55, 0x1D, 0x13};
const Bytes authorityKeyId{0x55, 0x1D, 0x23};
} // namespace oid

struct Party {
    const P256Key &key;
    std::string_view commonName;
    std::string_view serial; ///< empty: none
};

TlvWriter sequence(const TlvWriter &content) { return TlvWriter().constructed(kSequence, content); }

TlvWriter attribute(const Bytes &type, std::uint32_t stringTag, std::string_view value)
{
    return TlvWriter().constructed(kSet, sequence(TlvWriter().bytes(kOid, type).text(stringTag, value)));
}

TlvWriter nameOf(const Party &party)
{
    TlvWriter attributes = attribute(oid::commonName, kUtf8, party.commonName);
    if (!party.serial.empty())
        attributes.raw(attribute(oid::serialNumber, kPrintable, party.serial).data());
    return sequence(attributes);
}

Bytes bitString(const Bytes &content)
{
    Bytes bits{0x00};
    bits.insert(bits.end(), content.begin(), content.end());
    return bits;
}

TlvWriter publicKeyInfo(const P256Key &key)
{
    TlvWriter info = sequence(TlvWriter().bytes(kOid, oid::ecPublicKey).bytes(kOid, oid::p256));
    info.bytes(kBitString, bitString(key.publicPoint()));
    return sequence(info);
}

TlvWriter extension(const Bytes &type, bool critical, const TlvWriter &value)
{
    TlvWriter content = TlvWriter().bytes(kOid, type);
    if (critical)
        content.boolean(0x01, true);
    return sequence(content.bytes(kOctetString, value.data()));
}

TlvWriter extensions(bool isAuthority, const P256Key &subject, const P256Key &issuer)
{
    TlvWriter constraints;
    if (isAuthority)
        constraints.boolean(0x01, true);
    TlvWriter list = extension(oid::basicConstraints, true, sequence(constraints));
    // keyCertSign for the authority, digitalSignature for the device (RFC 5280 §4.2.1.3)
    const std::uint8_t usage = isAuthority ? 0x04 : 0x80;
    list.raw(extension(oid::keyUsage, true, TlvWriter().bits(kBitString, usage)).data());
    list.raw(extension(oid::subjectKeyId, false, TlvWriter().bytes(kOctetString, subject.keyIdentifier())).data());
    const TlvWriter issuerId = sequence(TlvWriter().bytes(0x80, issuer.keyIdentifier()));
    list.raw(extension(oid::authorityKeyId, false, issuerId).data());
    return TlvWriter().constructed(0xA3, sequence(list));
}

/// INTEGER from a big-endian number without sign.
TlvWriter unsignedInteger(ByteView number)
{
    while (number.size() > 1 && number[0] == 0)
        number = number.subspan(1);
    Bytes octets;
    if (number[0] & 0x80)
        octets.push_back(0);
    octets.insert(octets.end(), number.begin(), number.end());
    return TlvWriter().bytes(kInteger, octets);
}

/// X.509 v3 certificate (RFC 5280 §4.1). Its dates are fixed, so that a seed gives the same bytes in any year.
Bytes certificate(const Party &subject, const Party &issuer)
{
    const TlvWriter algorithm = sequence(TlvWriter().bytes(kOid, oid::ecdsaSha256));
    TlvWriter content = TlvWriter().constructed(0xA0, TlvWriter().integer(kInteger, 2));
    content.raw(unsignedInteger(subject.key.keyIdentifier()).data()).raw(algorithm.data()).raw(nameOf(issuer).data());
    content.constructed(kSequence, TlvWriter().text(kUtcTime, "240101000000Z").text(kUtcTime, "491231235959Z"));
    content.raw(nameOf(subject).data()).raw(publicKeyInfo(subject.key).data());
    content.raw(extensions(subject.serial.empty(), subject.key, issuer.key).data());
    const TlvWriter signedPart = sequence(content);

    const Bytes plain = issuer.key.sign(signedPart.data());
    TlvWriter pair = unsignedInteger(ByteView(plain).first(32));
    pair.raw(unsignedInteger(ByteView(plain).subspan(32)).data());
    TlvWriter whole = signedPart;
    whole.raw(algorithm.data()).bytes(kBitString, bitString(sequence(pair).data()));
    return sequence(whole).data();
}

} // namespace

DeviceKey::DeviceKey(std::uint64_t seed, const std::string &serial)
    : m_key(seed, "device " + serial)
{
    const P256Key authorityKey(0, "virtual kit lab CA");
    const Party authority{authorityKey, kAuthority, {}};
    const Party device{m_key, "AI-eSIM virtual kit (simulated)", serial};
    m_chain = {certificate(device, authority), certificate(authority, authority)};
}

} // namespace virtual_kit
