// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborParserError>
#include <QCborValue>

namespace device_link {

[[nodiscard]] inline framing::Bytes cborBytes(const QCborValue &value)
{
    const QByteArray bytes = value.toCbor();
    return {bytes.begin(), bytes.end()};
}

/// Invalid when the bytes are not one whole CBOR item. Bytes after it are left to later versions.
[[nodiscard]] inline QCborValue cborOf(framing::ByteView body)
{
    const auto bytes = QByteArray::fromRawData(reinterpret_cast<const char *>(body.data()), qsizetype(body.size()));
    QCborParserError error;
    QCborValue value = QCborValue::fromCbor(bytes, &error);
    return error.error == QCborError::NoError ? value : QCborValue(QCborValue::Invalid);
}

/// QCborValue::toInteger() converts floating-point numbers too, whatever their size.
[[nodiscard]] inline qint64 cborInteger(const QCborValue &value, qint64 otherwise = 0)
{
    return value.isInteger() ? value.toInteger() : otherwise;
}

} // namespace device_link
