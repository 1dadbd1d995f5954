// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/common/byte_view.h"
#include "profiles/common/result.h"

#include <QString>

#include <optional>

namespace profiles {

/// Integrated circuit card identifier of a profile (ITU-T E.118, ETSI TS 102 221 EF.ICCID): 18 to 20 digits.
/// Some operators use the letters A to E inside it; they are kept, and there is no check digit then.
class Iccid
{
public:
    /// BadArgument unless 18 to 20 characters of 0-9, A-E (any case).
    [[nodiscard]] static Result<Iccid> fromDigits(const QString &digits);
    /// The card's form, 10 bytes with swapped nibbles and F at the end. BadReply when it is not that.
    [[nodiscard]] static Result<Iccid> fromBytes(ByteView bytes);

    [[nodiscard]] const QString &digits() const { return m_digits; }
    [[nodiscard]] QByteArray toBytes() const; ///< 10 bytes
    /// Luhn check digit over all digits (ITU-T E.118 §4.1.2); empty when letters are in it.
    [[nodiscard]] std::optional<bool> checkDigitValid() const;

    friend bool operator==(const Iccid &, const Iccid &) = default;

private:
    explicit Iccid(QString digits)
        : m_digits(std::move(digits))
    {
    }
    QString m_digits;
};

} // namespace profiles
