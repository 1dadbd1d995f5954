// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/esim/iccid.h"

#include <variant>

namespace profiles {

/// Application identifier (ISO/IEC 7816-4 §8.2.1.2): 5 to 16 bytes. ISD-R and ISD-P AIDs have 16.
class Aid
{
public:
    /// BadArgument unless 5 to 16 bytes.
    [[nodiscard]] static Result<Aid> fromBytes(const QByteArray &bytes);
    [[nodiscard]] const QByteArray &toBytes() const { return m_bytes; }
    [[nodiscard]] QString hex() const { return QString::fromLatin1(m_bytes.toHex().toUpper()); }
    friend bool operator==(const Aid &, const Aid &) = default;

private:
    explicit Aid(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }
    QByteArray m_bytes;
};

/// Names one profile on the card: by its ICCID or by the AID of its ISD-P (SGP.22 §5.7.16, "profileIdentifierChoice").
class ProfileId
{
public:
    explicit ProfileId(Iccid iccid)
        : m_id(std::move(iccid))
    {
    }
    explicit ProfileId(Aid aid)
        : m_id(std::move(aid))
    {
    }
    /// 18 to 20 digits are an ICCID, 10 to 32 hex digits that begin with A0 an AID; BadArgument otherwise.
    [[nodiscard]] static Result<ProfileId> fromText(const QString &text);

    [[nodiscard]] const Iccid *iccid() const { return std::get_if<Iccid>(&m_id); }
    [[nodiscard]] const Aid *aid() const { return std::get_if<Aid>(&m_id); }
    [[nodiscard]] QString text() const; ///< digits or hex
    friend bool operator==(const ProfileId &, const ProfileId &) = default;

private:
    std::variant<Iccid, Aid> m_id;
};

} // namespace profiles
