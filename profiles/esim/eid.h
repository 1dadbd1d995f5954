// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/common/byte_view.h"
#include "profiles/common/result.h"

#include <QString>

namespace profiles {

/// Identifier of an eUICC (GSMA SGP.29): 32 decimal digits.
class Eid
{
public:
    /// BadArgument unless 32 digits; blanks between them are allowed, as they are printed in groups.
    [[nodiscard]] static Result<Eid> fromDigits(const QString &digits);
    /// 16 bytes, two digits each, not swapped (SGP.22 §5.7.20). BadReply when it is not that.
    [[nodiscard]] static Result<Eid> fromBytes(ByteView bytes);

    [[nodiscard]] const QString &digits() const { return m_digits; }
    [[nodiscard]] QByteArray toBytes() const;    ///< 16 bytes
    [[nodiscard]] bool checkDigitsValid() const; ///< the whole number modulo 97 is 1 (ISO/IEC 7064 MOD 97-10)

    friend bool operator==(const Eid &, const Eid &) = default;

private:
    explicit Eid(QString digits)
        : m_digits(std::move(digits))
    {
    }
    QString m_digits;
};

} // namespace profiles
