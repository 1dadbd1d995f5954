// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <QByteArray>
#include <QCborMap>
#include <QString>

#include <cstdint>
#include <limits>
#include <optional>

namespace virtual_kit {

/// Deepest nesting of a request's CBOR, the outermost map and tags counted.
inline constexpr int kSmpMaxDepth = 8;

/// Decodes the body of an SMP packet: one CBOR map and nothing after it. Empty when it is malformed, not a map, nested
/// deeper than kSmpMaxDepth, has a key twice or text that is not UTF-8. No body at all is an empty map: servers take
/// that for commands without arguments. Checks every length against the bytes that are there before anything is made.
[[nodiscard]] std::optional<QCborMap> decodeSmpBody(framing::ByteView body);

/// Reads named fields of a request as Zephyr's decoders do: a missing key is fine, unknown keys are skipped, a key
/// with a value of the wrong type or range makes the whole request bad.
class SmpFields
{
public:
    explicit SmpFields(const QCborMap &map)
        : m_map(map)
    {
    }
    [[nodiscard]] std::optional<std::uint64_t> unsignedInt(
        const char *key, std::uint64_t max = std::numeric_limits<std::uint32_t>::max());
    [[nodiscard]] std::optional<bool> boolean(const char *key);
    [[nodiscard]] std::optional<QString> text(const char *key);
    [[nodiscard]] std::optional<QByteArray> bytes(const char *key);
    /// False after any key was of the wrong type: answer SmpRc::BadArgument.
    [[nodiscard]] bool good() const { return m_good; }

private:
    const QCborMap &m_map;
    bool m_good = true;
};

} // namespace virtual_kit
