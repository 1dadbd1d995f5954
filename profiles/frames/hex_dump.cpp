// SPDX-License-Identifier: GPL-3.0-or-later
#include "hex_dump.h"

#include <algorithm>

namespace profiles {

QString hexDump(const QByteArray &bytes, qsizetype most)
{
    constexpr qsizetype kRow = 16;
    QString dump;
    const qsizetype shown = std::min(bytes.size(), most);
    for (qsizetype at = 0; at < shown; at += kRow) {
        const QByteArray row = bytes.mid(at, std::min(kRow, shown - at));
        QString ascii;
        for (const char c : row)
            ascii += c >= 0x20 && c < 0x7F ? QLatin1Char(c) : QLatin1Char('.');
        dump += QStringLiteral("%1  %2  %3\n")
                    .arg(at, 4, 16, QLatin1Char('0'))
                    .arg(QString::fromLatin1(row.toHex(' ')), -(3 * kRow - 1))
                    .arg(ascii);
    }
    if (bytes.size() > shown)
        dump += QStringLiteral("…  +%1 B\n").arg(bytes.size() - shown);
    return dump;
}

QString shortHex(const QByteArray &bytes, qsizetype most)
{
    const QString hex = QString::fromLatin1(bytes.left(most).toHex(' ')).toUpper();
    return bytes.size() > most ? QString(hex + QStringLiteral(" … (%1 B)").arg(bytes.size())) : hex;
}

} // namespace profiles
