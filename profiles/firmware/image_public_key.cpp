// SPDX-License-Identifier: GPL-3.0-or-later
#include "image_public_key.h"

#include "openssl_handles.h"

#include <QCryptographicHash>

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <optional>

namespace profiles {

namespace {

/// Larger than any key file; PEM has about 4/3 of the DER's size.
constexpr qsizetype kMaxPem = 64 * 1024;

std::optional<ImagePublicKey::Kind> kindOf(const EVP_PKEY *key)
{
    using Kind = ImagePublicKey::Kind;
    const int bits = EVP_PKEY_get_bits(key);
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_ED25519: return Kind::Ed25519;
    case EVP_PKEY_RSA:
        if (bits == 2048 || bits == 3072)
            return bits == 2048 ? Kind::Rsa2048 : Kind::Rsa3072;
        return std::nullopt;
    case EVP_PKEY_EC: {
        char group[64] = {};
        if (EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) != 1)
            return std::nullopt;
        const QLatin1String name(group);
        if (name == QLatin1String("prime256v1"))
            return Kind::EcdsaP256;
        if (name == QLatin1String("secp384r1"))
            return Kind::EcdsaP384;
        return std::nullopt;
    }
    default: return std::nullopt;
    }
}

template <typename Encode>
QByteArray derOf(EVP_PKEY *key, Encode encode)
{
    const int size = encode(key, nullptr);
    if (size <= 0)
        return {};
    QByteArray der(size, '\0');
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    encode(key, &out);
    return der;
}

} // namespace

Result<ImagePublicKey> ImagePublicKey::fromPem(const QByteArray &pem, const QString &name)
{
    if (pem.size() > kMaxPem)
        return fail(Fault::BadFile, QStringLiteral("%1 bytes; no key file is that large").arg(pem.size()));
    const BioPtr bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    const KeyPtr key(bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr) : nullptr);
    ERR_clear_error();
    if (!key) {
        const bool isPrivate = pem.contains("PRIVATE KEY");
        return fail(Fault::BadFile,
            isPrivate ? QStringLiteral("a private key; only the public key is needed here")
                      : QStringLiteral("no PEM public key"));
    }
    const auto kind = kindOf(key.get());
    if (!kind)
        return fail(Fault::NotSupported, QStringLiteral("a kind of key MCUboot images are not signed with"));
    ImagePublicKey result;
    result.m_kind = *kind;
    result.m_name = name;
    result.m_spki = derOf(key.get(), [](EVP_PKEY *k, unsigned char **out) { return i2d_PUBKEY(k, out); });
    const bool rsa = *kind == Kind::Rsa2048 || *kind == Kind::Rsa3072;
    result.m_hashed = rsa ? derOf(key.get(), [](EVP_PKEY *k, unsigned char **out) { return i2d_PublicKey(k, out); })
                          : result.m_spki;
    if (result.m_spki.isEmpty() || result.m_hashed.isEmpty())
        return fail(Fault::BadFile, QStringLiteral("the key cannot be encoded"));
    return result;
}

bool ImagePublicKey::matchesKeyHash(const QByteArray &keyHash) const
{
    for (const auto algorithm : {QCryptographicHash::Sha256, QCryptographicHash::Sha384, QCryptographicHash::Sha512}) {
        if (keyHash.size() == QCryptographicHash::hashLength(algorithm))
            return QCryptographicHash::hash(m_hashed, algorithm) == keyHash;
    }
    return false;
}

QByteArray ImagePublicKey::keyHash() const { return QCryptographicHash::hash(m_hashed, QCryptographicHash::Sha256); }

} // namespace profiles
