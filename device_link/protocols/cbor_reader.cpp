// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/cbor_reader.h"

#include "device_link/protocols/cbor_check.h"

#include <QCborValue>

#include <cmath>

namespace device_link {

Result<QCborMap> decodeCborMap(framing::ByteView bytes)
{
    return decodeCborMap(QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())));
}

Result<QCborMap> decodeCborMap(const QByteArray &bytes)
{
    const auto *data = reinterpret_cast<const std::uint8_t *>(bytes.constData());
    if (!isBoundedCborMap(framing::ByteView(data, std::size_t(bytes.size()))))
        return fail(Fault::BadReply, QStringLiteral("not one well-formed CBOR map of allowed depth"));
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(bytes, &error);
    if (error.error != QCborError::NoError || !value.isMap())
        return fail(Fault::BadReply, QStringLiteral("CBOR: %1").arg(error.errorString()));
    return value.toMap();
}

CborReader::CborReader(QCborMap map, QString what)
    : m_map(std::move(map))
    , m_what(std::move(what))
{
}

bool CborReader::has(const char *key) const { return !value(key).isUndefined(); }

void CborReader::reject(const char *key, const char *expected)
{
    if (m_error)
        return;
    const QString problem
        = has(key) ? QStringLiteral("is not %1").arg(QLatin1String(expected)) : QStringLiteral("is missing");
    m_error.emplace(Fault::BadReply, QStringLiteral("%1: key \"%2\" %3").arg(m_what, QLatin1String(key), problem));
}

quint64 CborReader::u(const char *key, quint64 max)
{
    const QCborValue v = value(key);
    // Qt turns unsigned integers above 2^63 - 1 into doubles: those are out of range for everything here.
    if (v.isInteger() && v.toInteger() >= 0 && quint64(v.toInteger()) <= max)
        return quint64(v.toInteger());
    reject(key, "an unsigned integer in range");
    return 0;
}

qint64 CborReader::i(const char *key)
{
    const QCborValue v = value(key);
    if (v.isInteger())
        return v.toInteger();
    reject(key, "an integer");
    return 0;
}

double CborReader::number(const char *key)
{
    const QCborValue v = value(key);
    if (v.isInteger() || (v.isDouble() && std::isfinite(v.toDouble())))
        return v.toDouble();
    reject(key, "a finite number");
    return 0;
}

bool CborReader::flag(const char *key)
{
    const QCborValue v = value(key);
    if (v.isBool())
        return v.toBool();
    reject(key, "true or false");
    return false;
}

QString CborReader::text(const char *key, qsizetype maxLength)
{
    const QCborValue v = value(key);
    if (v.isString() && v.toString().size() <= maxLength)
        return v.toString();
    reject(key, "a text of allowed length");
    return {};
}

QByteArray CborReader::bytes(const char *key)
{
    const QCborValue v = value(key);
    if (v.isByteArray())
        return v.toByteArray();
    reject(key, "a byte string");
    return {};
}

QCborArray CborReader::array(const char *key)
{
    const QCborValue v = value(key);
    if (v.isArray())
        return v.toArray();
    reject(key, "an array");
    return {};
}

QStringList CborReader::texts(const char *key)
{
    QStringList list;
    const QCborArray values = array(key);
    for (const QCborValue &v : values) {
        if (!v.isString()) {
            reject(key, "an array of texts");
            return {};
        }
        list.append(v.toString());
    }
    return list;
}

std::int64_t CborReader::kitTime(const char *key) { return std::int64_t(u(key, quint64(kMaxKitTimeNs))); }

std::optional<double> CborReader::optionalNumber(const char *key)
{
    return has(key) ? std::optional(number(key)) : std::nullopt;
}

std::optional<quint64> CborReader::optionalU(const char *key, quint64 max)
{
    return has(key) ? std::optional(u(key, max)) : std::nullopt;
}

QString CborReader::optionalText(const char *key) { return has(key) ? text(key) : QString(); }

bool CborReader::optionalFlag(const char *key, bool fallback) { return has(key) ? flag(key) : fallback; }

} // namespace device_link
