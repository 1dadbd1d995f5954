// SPDX-License-Identifier: GPL-3.0-or-later
#include "image_verifier.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>

namespace virtual_kit {

namespace {

using PublicKey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

framing::Bytes digest(const EVP_MD *kind, framing::ByteView data)
{
    framing::Bytes out(EVP_MAX_MD_SIZE);
    unsigned int size = 0;
    if (EVP_Digest(data.data(), data.size(), out.data(), &size, kind, nullptr) != 1)
        return {};
    out.resize(size);
    return out;
}

PublicKey loadKey(const TrustedKey &key)
{
    const unsigned char *at = key.spki.data();
    return {d2i_PUBKEY(nullptr, &at, static_cast<long>(key.spki.size())), &EVP_PKEY_free};
}

/// ECDSA over an already made SHA-256 digest; MCUboot signs the image hash, not the bytes.
bool verifyEcdsa(EVP_PKEY *key, framing::ByteView hash, framing::ByteView signature)
{
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new(key, nullptr), &EVP_PKEY_CTX_free);
    return context && EVP_PKEY_verify_init(context.get()) == 1
        && EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) == 1
        && EVP_PKEY_verify(context.get(), signature.data(), signature.size(), hash.data(), hash.size()) == 1;
}

bool verifyEd25519(EVP_PKEY *key, framing::ByteView message, framing::ByteView signature)
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    return context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key) == 1
        && EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
}

bool matches(const McubootImage &image, EVP_PKEY *key, const ImageTlv &signature)
{
    const bool pure = std::any_of(image.tlvs.begin(), image.tlvs.end(), [](const ImageTlv &tlv) {
        return tlv.is(ImageTlvType::PureSignature) && tlv.value.size() == 1 && tlv.value[0] == 1;
    });
    const int kind = EVP_PKEY_get_base_id(key);
    if (signature.is(ImageTlvType::EcdsaSignature) && kind == EVP_PKEY_EC && !pure && image.hash().size() == 32)
        return verifyEcdsa(key, image.hash(), signature.value);
    if (signature.is(ImageTlvType::Ed25519Signature) && kind == EVP_PKEY_ED25519)
        return verifyEd25519(key, pure ? image.hashed : image.hash(), signature.value);
    return false;
}

} // namespace

framing::Bytes sha256(framing::ByteView data) { return digest(EVP_sha256(), data); }
framing::Bytes sha512(framing::ByteView data) { return digest(EVP_sha512(), data); }

ImageVerifier::ImageVerifier(std::vector<TrustedKey> keys, std::vector<framing::Bytes> trustedHashes)
    : m_keys(std::move(keys))
    , m_trustedHashes(std::move(trustedHashes))
{
}

ImageFault ImageVerifier::verify(framing::ByteView bytes) const
{
    const auto image = parseMcubootImage(bytes);
    if (!image)
        return image.error();
    if ((image->flags & kImageFlagNonBootable) != 0)
        return ImageFault::NotBootable;
    const framing::ByteView told = image->hash();
    const framing::Bytes made = told.size() == 64 ? sha512(image->hashed) : sha256(image->hashed);
    if (made.empty() || !std::equal(told.begin(), told.end(), made.begin(), made.end()))
        return ImageFault::BadHash;
    if (std::find(m_trustedHashes.begin(), m_trustedHashes.end(), made) != m_trustedHashes.end())
        return ImageFault::None;
    return signedByTrustedKey(*image) ? ImageFault::None : ImageFault::BadSignature;
}

bool ImageVerifier::signedByTrustedKey(const McubootImage &image) const
{
    // As MCUboot: a key-hash TLV names the key for the signatures after it; it is SHA-256 or SHA-512 of the SPKI.
    const TrustedKey *named = nullptr;
    for (const ImageTlv &tlv : image.tlvs) {
        if (tlv.is(ImageTlvType::KeyHash)) {
            const auto it = std::find_if(m_keys.begin(), m_keys.end(), [&tlv](const TrustedKey &key) {
                const framing::Bytes hash = tlv.value.size() == 64 ? sha512(key.spki) : sha256(key.spki);
                return !hash.empty() && std::equal(hash.begin(), hash.end(), tlv.value.begin(), tlv.value.end());
            });
            named = it == m_keys.end() ? nullptr : &*it;
        } else if (named && (tlv.is(ImageTlvType::EcdsaSignature) || tlv.is(ImageTlvType::Ed25519Signature))) {
            const PublicKey key = loadKey(*named);
            if (key && matches(image, key.get(), tlv))
                return true;
        }
    }
    return false;
}

} // namespace virtual_kit
