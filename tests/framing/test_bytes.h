// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <QByteArray>

#include <random>
#include <string_view>

/// Bytes in tests: written as hex text, compared as QByteArray so that a failure prints them.
namespace test_bytes {

inline framing::Bytes fromQt(const QByteArray &data) { return framing::Bytes(data.begin(), data.end()); }

inline QByteArray toQt(framing::ByteView data)
{
    return QByteArray(reinterpret_cast<const char *>(data.data()), qsizetype(data.size()));
}

inline QByteArray hexOf(framing::ByteView data) { return toQt(data).toHex(' '); }

inline framing::Bytes hex(const char *text) { return fromQt(QByteArray::fromHex(text)); }

inline framing::Bytes ascii(std::string_view text) { return framing::Bytes(text.begin(), text.end()); }

/// Reproducible bytes; zeroPercent of them are 0, so that COBS groups of all lengths occur.
inline framing::Bytes randomBytes(std::mt19937 &random, std::size_t size, int zeroPercent = 0)
{
    std::uniform_int_distribution<int> byte(0, 255);
    std::uniform_int_distribution<int> percent(0, 99);
    framing::Bytes data(size);
    for (auto &value : data)
        value = percent(random) < zeroPercent ? std::uint8_t(0) : std::uint8_t(byte(random));
    return data;
}

} // namespace test_bytes
