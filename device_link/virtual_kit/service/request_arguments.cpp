// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_arguments.h"

namespace virtual_kit {

namespace {

constexpr QLatin1String kMissing{"missing"};
constexpr QLatin1String kWrongType{"wrong type"};
constexpr QLatin1String kOutOfRange{"out of range"};

} // namespace

void RequestArguments::reject(QLatin1String key, QLatin1String why)
{
    if (m_fault.isEmpty())
        m_fault = key + QLatin1String(": ") + why;
}

std::optional<std::uint64_t> RequestArguments::optionalNumber(
    QLatin1String key, std::uint64_t least, std::uint64_t most)
{
    if (!has(key))
        return std::nullopt;
    const QCborValue value = m_body.value(key);
    if (!value.isInteger()) {
        reject(key, kWrongType);
        return std::nullopt;
    }
    const qint64 number = value.toInteger();
    if (number < 0 || static_cast<std::uint64_t>(number) < least || static_cast<std::uint64_t>(number) > most) {
        reject(key, kOutOfRange);
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(number);
}

std::uint64_t RequestArguments::number(QLatin1String key, std::uint64_t least, std::uint64_t most)
{
    if (!has(key))
        reject(key, kMissing);
    return optionalNumber(key, least, most).value_or(least);
}

std::optional<QString> RequestArguments::optionalText(QLatin1String key, int least, int most)
{
    if (!has(key))
        return std::nullopt;
    const QCborValue value = m_body.value(key);
    if (!value.isString()) {
        reject(key, kWrongType);
        return std::nullopt;
    }
    QString text = value.toString();
    const qsizetype size = text.toUtf8().size();
    if (size < least || size > most) {
        reject(key, kOutOfRange);
        return std::nullopt;
    }
    return text;
}

QString RequestArguments::text(QLatin1String key, int least, int most)
{
    if (!has(key))
        reject(key, kMissing);
    return optionalText(key, least, most).value_or(QString());
}

QByteArray RequestArguments::bytes(QLatin1String key, int least, int most)
{
    if (!has(key)) {
        reject(key, kMissing);
        return {};
    }
    const QCborValue value = m_body.value(key);
    if (!value.isByteArray()) {
        reject(key, kWrongType);
        return {};
    }
    QByteArray bytes = value.toByteArray();
    if (bytes.size() < least || bytes.size() > most) {
        reject(key, kOutOfRange);
        return {};
    }
    return bytes;
}

} // namespace virtual_kit
