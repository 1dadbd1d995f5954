// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCborMap>
#include <QLatin1String>
#include <QString>

#include <cstdint>
#include <optional>

namespace virtual_kit {

/// Takes typed values with their ranges out of a request. The first key that is missing, of the wrong type or out of
/// range is remembered; ask ok() once all were taken. Unknown keys do not matter (PROTOCOL.md §4).
class RequestArguments
{
public:
    explicit RequestArguments(QCborMap body)
        : m_body(std::move(body))
    {
    }

    [[nodiscard]] std::uint64_t number(QLatin1String key, std::uint64_t least, std::uint64_t most);
    [[nodiscard]] std::optional<std::uint64_t> optionalNumber(
        QLatin1String key, std::uint64_t least, std::uint64_t most);
    /// Text of least...most bytes of UTF-8.
    [[nodiscard]] QString text(QLatin1String key, int least, int most);
    [[nodiscard]] std::optional<QString> optionalText(QLatin1String key, int least, int most);
    [[nodiscard]] QByteArray bytes(QLatin1String key, int least, int most);

    /// For rules of the caller: key has a value it cannot have.
    void reject(QLatin1String key, QLatin1String why);
    [[nodiscard]] bool ok() const { return m_fault.isEmpty(); }
    [[nodiscard]] const QString &fault() const { return m_fault; } ///< "count: out of range"

private:
    [[nodiscard]] bool has(QLatin1String key) const { return m_body.contains(key); }
    QCborMap m_body;
    QString m_fault;
};

} // namespace virtual_kit
