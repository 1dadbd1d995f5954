// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"
#include "framing/bytes.h"

#include <QByteArray>
#include <QCborArray>
#include <QCborMap>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <limits>
#include <optional>

namespace device_link {

/// Kit times are taken up to here (146 years), so that sums and differences stay inside 64 bits.
inline constexpr std::int64_t kMaxKitTimeNs = std::int64_t(1) << 62;

/// Decodes one CBOR map of at most the depth PROTOCOL.md §11 allows. BadReply when it is not exactly that.
[[nodiscard]] Result<QCborMap> decodeCborMap(framing::ByteView bytes);
[[nodiscard]] Result<QCborMap> decodeCborMap(const QByteArray &bytes);

/// Reads typed keys of a map a kit sent. The first key that is missing, of the wrong type or out of range makes the
/// reader fail, and stays its error; what is returned then is a neutral value.
class CborReader
{
public:
    /// what: the message's name, for the error ("identity").
    CborReader(QCborMap map, QString what);

    [[nodiscard]] bool has(const char *key) const;
    quint64 u(const char *key, quint64 max = std::numeric_limits<qint64>::max());
    quint32 u32(const char *key) { return static_cast<quint32>(u(key, std::numeric_limits<quint32>::max())); }
    qint64 i(const char *key);
    double number(const char *key);
    bool flag(const char *key);
    QString text(const char *key, qsizetype maxLength = 4096);
    QByteArray bytes(const char *key);
    QCborArray array(const char *key);
    QStringList texts(const char *key);
    std::int64_t kitTime(const char *key = "t");

    /// The same for keys that may be missing.
    std::optional<double> optionalNumber(const char *key);
    std::optional<quint64> optionalU(const char *key, quint64 max = std::numeric_limits<qint64>::max());
    QString optionalText(const char *key);
    bool optionalFlag(const char *key, bool fallback);

    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    /// BadReply naming the message and the key. Only when failed().
    [[nodiscard]] const Error &error() const { return *m_error; }
    [[nodiscard]] const QCborMap &map() const { return m_map; }

private:
    QCborValue value(const char *key) const { return m_map.value(QLatin1String(key)); }
    void reject(const char *key, const char *expected);
    QCborMap m_map;
    QString m_what;
    std::optional<Error> m_error;
};

} // namespace device_link
