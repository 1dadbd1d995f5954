// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/common/result.h"

#include <QByteArray>
#include <QString>

namespace profiles {

/// A public key that images may be signed with.
class ImagePublicKey
{
public:
    enum class Kind : std::uint8_t { EcdsaP256, EcdsaP384, Ed25519, Rsa2048, Rsa3072 };

    /// Reads a PEM "PUBLIC KEY" (as `imgtool getpub -e pem` writes). BadFile when it is none, NotSupported for other
    /// kinds. The name is for display, usually the file's name.
    [[nodiscard]] static Result<ImagePublicKey> fromPem(const QByteArray &pem, const QString &name);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] const QByteArray &subjectPublicKeyInfo() const { return m_spki; } ///< DER
    /// True when a KEYHASH TLV names this key: a hash, by its length, of the bytes imgtool hashes for this kind
    /// (SubjectPublicKeyInfo; RSAPublicKey for RSA).
    [[nodiscard]] bool matchesKeyHash(const QByteArray &keyHash) const;
    [[nodiscard]] QByteArray keyHash() const; ///< SHA-256 form

private:
    ImagePublicKey() = default;
    Kind m_kind = Kind::Ed25519;
    QString m_name;
    QByteArray m_spki, m_hashed;
};

} // namespace profiles
