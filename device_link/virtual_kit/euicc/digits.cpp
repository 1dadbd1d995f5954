// SPDX-License-Identifier: GPL-3.0-or-later
#include "digits.h"

namespace virtual_kit {

using framing::Bytes;
using framing::ByteView;

namespace {

std::uint8_t nibbleAt(const std::string &digits, std::size_t i)
{
    return i < digits.size() ? static_cast<std::uint8_t>((digits[i] - '0') & 0x0F) : std::uint8_t(0x0F);
}

} // namespace

Bytes swappedBcd(const std::string &digits, std::size_t length)
{
    Bytes bcd(length);
    for (std::size_t i = 0; i < length; ++i)
        bcd[i] = static_cast<std::uint8_t>(nibbleAt(digits, 2 * i) | nibbleAt(digits, 2 * i + 1) << 4);
    return bcd;
}

std::string fromSwappedBcd(ByteView bcd)
{
    std::string digits;
    for (std::size_t i = 0; i < 2 * bcd.size(); ++i) {
        const int nibble = i % 2 ? bcd[i / 2] >> 4 : bcd[i / 2] & 0x0F;
        if (nibble == 0x0F)
            break;
        digits.push_back(static_cast<char>('0' + nibble));
    }
    return digits;
}

Bytes plainBcd(const std::string &digits)
{
    Bytes bcd(digits.size() / 2);
    for (std::size_t i = 0; i < bcd.size(); ++i)
        bcd[i] = static_cast<std::uint8_t>(nibbleAt(digits, 2 * i) << 4 | nibbleAt(digits, 2 * i + 1));
    return bcd;
}

Bytes plmnBytes(const std::string &plmn)
{
    if (plmn.size() < 5)
        return {0xFF, 0xFF, 0xFF};
    // MCC1 MCC2 MCC3 MNC1 MNC2 [MNC3]; the third MNC digit sits beside MCC3, F when there is none.
    const std::string order{plmn[0], plmn[1], plmn[2], plmn.size() > 5 ? plmn[5] : '?', plmn[3], plmn[4]};
    return swappedBcd(order, 3);
}

std::string eidCheckDigits(const std::string &first30)
{
    unsigned remainder = 0;
    for (const char c : first30)
        remainder = (remainder * 10 + static_cast<unsigned>(c - '0')) % 97;
    const unsigned check = 98 - remainder * 100 % 97;
    return {static_cast<char>('0' + check / 10), static_cast<char>('0' + check % 10)};
}

char luhnCheckDigit(const std::string &digits)
{
    int sum = 0;
    bool doubled = true; // the check digit itself is not doubled, its neighbour is
    for (auto it = digits.rbegin(); it != digits.rend(); ++it) {
        const int value = (*it - '0') * (doubled ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
        doubled = !doubled;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

} // namespace virtual_kit
