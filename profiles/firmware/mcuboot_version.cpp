// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcuboot_version.h"

#include <QStringList>

namespace profiles {

QString McubootVersion::toString() const
{
    const QString text = QStringLiteral("%1.%2.%3").arg(major).arg(minor).arg(revision);
    return build == 0 ? text : QString(text + QLatin1Char('+') + QString::number(build));
}

std::optional<McubootVersion> McubootVersion::fromString(const QString &text)
{
    QString dotted = text.trimmed();
    dotted.replace(QLatin1Char('+'), QLatin1Char('.'));
    const QStringList parts = dotted.split(QLatin1Char('.'));
    if (parts.size() < 2 || parts.size() > 4)
        return std::nullopt;
    constexpr quint32 kLimits[] = {0xFF, 0xFF, 0xFFFF, 0xFFFFFFFF};
    quint32 numbers[4] = {};
    for (qsizetype i = 0; i < parts.size(); ++i) {
        bool ok = false;
        numbers[i] = parts[i].toUInt(&ok);
        if (!ok || numbers[i] > kLimits[i] || !parts[i].front().isDigit())
            return std::nullopt;
    }
    return McubootVersion{
        static_cast<quint8>(numbers[0]), static_cast<quint8>(numbers[1]), static_cast<quint16>(numbers[2]), numbers[3]};
}

} // namespace profiles
