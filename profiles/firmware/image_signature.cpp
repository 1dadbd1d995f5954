// SPDX-License-Identifier: GPL-3.0-or-later
#include "image_signature.h"

#include "openssl_handles.h"

#include <openssl/err.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>

namespace profiles {

namespace {

KeyPtr loadKey(const ImagePublicKey &key)
{
    const QByteArray &der = key.subjectPublicKeyInfo();
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    return KeyPtr(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
}

bool typeFits(quint16 type, ImagePublicKey::Kind kind)
{
    using Kind = ImagePublicKey::Kind;
    switch (static_cast<McubootTlvType>(type)) {
    case McubootTlvType::Ecdsa: return kind == Kind::EcdsaP256 || kind == Kind::EcdsaP384;
    case McubootTlvType::Ed25519: return kind == Kind::Ed25519;
    case McubootTlvType::Rsa2048Pss: return kind == Kind::Rsa2048;
    case McubootTlvType::Rsa3072Pss: return kind == Kind::Rsa3072;
    default: return false;
    }
}

/// imgtool --pad-sig fills a DER signature up with zeros; OpenSSL wants it bare.
ByteView bareDer(ByteView signature)
{
    if (signature.size() < 2 || signature[0] != 0x30 || signature[1] >= 0x80)
        return signature;
    return signature.first(qMin<std::size_t>(signature.size(), signature[1] + 2U));
}

bool verifyEd25519(EVP_PKEY *key, ByteView message, ByteView signature)
{
    const DigestContextPtr context(EVP_MD_CTX_new());
    return context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key) == 1
        && EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
}

bool verifyDigest(EVP_PKEY *key, bool pss, ByteView digest, ByteView signature)
{
    const KeyContextPtr context(EVP_PKEY_CTX_new(key, nullptr));
    if (!context || EVP_PKEY_verify_init(context.get()) != 1)
        return false;
    if (pss) {
        EVP_PKEY_CTX *rsa = context.get();
        if (EVP_PKEY_CTX_set_rsa_padding(rsa, RSA_PKCS1_PSS_PADDING) != 1
            || EVP_PKEY_CTX_set_signature_md(rsa, EVP_sha256()) != 1
            || EVP_PKEY_CTX_set_rsa_mgf1_md(rsa, EVP_sha256()) != 1
            || EVP_PKEY_CTX_set_rsa_pss_saltlen(rsa, RSA_PSS_SALTLEN_DIGEST) != 1)
            return false;
    }
    return EVP_PKEY_verify(context.get(), signature.data(), signature.size(), digest.data(), digest.size()) == 1;
}

struct Signed {
    ByteView bytes; ///< header, payload and protected TLVs
    QByteArray digest;
    bool pure = false;
};

bool verify(const Signed &what, const McubootTlv &signature, const ImagePublicKey &key)
{
    const KeyPtr loaded = loadKey(key);
    if (!loaded || !typeFits(signature.type, key.kind()))
        return false;
    const ByteView value = viewOf(signature.value), digest = viewOf(what.digest);
    bool good = false;
    if (key.kind() == ImagePublicKey::Kind::Ed25519)
        good = verifyEd25519(loaded.get(), what.pure ? what.bytes : digest, value);
    else if (signature.is(McubootTlvType::Ecdsa))
        good = verifyDigest(loaded.get(), false, digest, bareDer(value));
    else
        good = verifyDigest(loaded.get(), true, digest, value);
    ERR_clear_error(); // a signature that does not verify leaves entries in this thread's queue
    return good;
}

bool isSignature(const McubootTlv &tlv)
{
    return tlv.is(McubootTlvType::Ecdsa) || tlv.is(McubootTlvType::Ed25519) || tlv.is(McubootTlvType::Rsa2048Pss)
        || tlv.is(McubootTlvType::Rsa3072Pss);
}

/// One signature with the key id that stood before it.
SignatureFinding judge(
    const Signed &what, const McubootTlv &signature, const McubootTlv *keyId, const QList<ImagePublicKey> &keys)
{
    SignatureFinding finding;
    finding.type = signature.type;
    finding.pure = what.pure;
    const bool byHash = keyId && keyId->is(McubootTlvType::KeyHash);
    if (byHash)
        finding.keyHash = keyId->value;
    finding.state = keys.isEmpty() ? SignatureState::NoKeyGiven : SignatureState::UnknownKey;
    for (const ImagePublicKey &key : keys) {
        const bool named
            = byHash ? key.matchesKeyHash(keyId->value) : keyId && key.subjectPublicKeyInfo() == keyId->value;
        if (keyId && !named)
            continue;
        if (verify(what, signature, key)) {
            finding.state = SignatureState::Valid;
            finding.keyName = key.name();
            return finding;
        }
        if (named) {
            finding.state = SignatureState::Invalid;
            finding.keyName = key.name();
        }
    }
    return finding;
}

} // namespace

SignatureFinding checkSignature(
    ByteView file, const McubootImage &image, const QByteArray &digest, const QList<ImagePublicKey> &keys)
{
    SignatureFinding best;
    const auto size = static_cast<std::size_t>(image.hashedSize());
    if (size > file.size())
        return best;
    const McubootTlv *pureFlag = image.find(McubootTlvType::PureSignature);
    const Signed what{file.first(size), digest, pureFlag && pureFlag->value == QByteArray(1, '\1')};
    const McubootTlv *keyId = nullptr;
    for (const McubootTlv &tlv : image.tlvs) {
        if (tlv.is(McubootTlvType::KeyHash) || tlv.is(McubootTlvType::PublicKey))
            keyId = &tlv;
        if (!isSignature(tlv) || tlv.isProtected)
            continue;
        const SignatureFinding finding = judge(what, tlv, keyId, keys);
        if (finding.state > best.state)
            best = finding;
    }
    return best;
}

} // namespace profiles
