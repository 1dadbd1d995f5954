// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <string>

namespace virtual_kit {

/// Digits as swapped BCD (the first digit in the low nibble), filled with F up to length bytes: ICCID, IMSI.
[[nodiscard]] framing::Bytes swappedBcd(const std::string &digits, std::size_t length);
/// The reverse; stops at the first F. Nibbles A...E come out as ':' and above, which no digit equals.
[[nodiscard]] std::string fromSwappedBcd(framing::ByteView bcd);
/// Digits as plain BCD, two a byte (EID).
[[nodiscard]] framing::Bytes plainBcd(const std::string &digits);

/// Network code as SGP.22 OperatorID: "46000" -> 64 F0 00 (3GPP TS 24.008 §10.5.1.3).
[[nodiscard]] framing::Bytes plmnBytes(const std::string &plmn);

/// The two check digits of an EID (ISO/IEC 7064 MOD 97-10) after its first 30 digits.
[[nodiscard]] std::string eidCheckDigits(const std::string &first30);
/// The Luhn digit that makes digits + result valid (ITU-T E.118 for ICCID, 3GPP TS 23.003 for IMEI).
[[nodiscard]] char luhnCheckDigit(const std::string &digits);

} // namespace virtual_kit
