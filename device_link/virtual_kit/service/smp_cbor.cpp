// SPDX-License-Identifier: GPL-3.0-or-later
#include "smp_cbor.h"

#include <QCborValue>

#include <array>

namespace virtual_kit {

namespace {

constexpr std::uint8_t kBreak = 0xFF;

/// Walks CBOR (RFC 8949) without making anything of it.
class CborChecker
{
public:
    explicit CborChecker(framing::ByteView bytes)
        : m_bytes(bytes)
    {
    }
    /// One well-formed item that fills the bytes.
    [[nodiscard]] bool check() { return item(0) && m_at == m_bytes.size(); }

private:
    struct Head {
        unsigned major = 0;
        unsigned info = 0;
        std::uint64_t value = 0;
        [[nodiscard]] bool indefinite() const { return info == 31; }
    };

    [[nodiscard]] std::size_t left() const { return m_bytes.size() - m_at; }

    std::optional<Head> head()
    {
        if (left() == 0)
            return std::nullopt;
        Head out;
        const std::uint8_t first = m_bytes[m_at++];
        out.major = first >> 5;
        out.info = first & 0x1Fu;
        if (out.info < 24) {
            out.value = out.info;
        } else if (out.info < 28) {
            const std::size_t size = std::size_t(1) << (out.info - 24);
            if (left() < size)
                return std::nullopt;
            for (std::size_t i = 0; i < size; ++i)
                out.value = (out.value << 8) | m_bytes[m_at++];
        } else if (out.info != 31) {
            return std::nullopt;
        }
        return out;
    }

    bool skip(std::uint64_t size)
    {
        if (size > left())
            return false;
        m_at += static_cast<std::size_t>(size);
        return true;
    }

    bool atBreak()
    {
        if (left() == 0 || m_bytes[m_at] != kBreak)
            return false;
        ++m_at;
        return true;
    }

    bool string(const Head &start)
    {
        if (!start.indefinite())
            return skip(start.value);
        while (!atBreak()) {
            const auto chunk = head();
            if (!chunk || chunk->major != start.major || chunk->indefinite() || !skip(chunk->value))
                return false;
        }
        return true;
    }

    bool container(const Head &start, int depth)
    {
        const bool isMap = start.major == 5;
        if (start.indefinite()) {
            while (!atBreak()) {
                if (!item(depth) || (isMap && !item(depth)))
                    return false;
            }
            return true;
        }
        // Every item takes a byte at least, so a count beyond the bytes left cannot be true.
        if (start.value > left())
            return false;
        const std::uint64_t items = isMap ? 2 * start.value : start.value;
        for (std::uint64_t i = 0; i < items; ++i) {
            if (!item(depth))
                return false;
        }
        return true;
    }

    bool item(int depth)
    {
        const auto start = head();
        if (!start)
            return false;
        switch (start->major) {
        case 0:
        case 1: return !start->indefinite();
        case 2:
        case 3: return string(*start);
        case 4:
        case 5: return depth < kSmpMaxDepth && container(*start, depth + 1);
        case 6: return depth < kSmpMaxDepth && !start->indefinite() && item(depth + 1);
        default: // simple values: a break stands alone nowhere, and two bytes are not for small ones
            return !start->indefinite() && !(start->info == 24 && start->value < 32);
        }
    }

    framing::ByteView m_bytes;
    std::size_t m_at = 0;
};

bool hasKeyTwice(const QCborMap &map)
{
    for (auto it = map.begin(); it != map.end(); ++it) {
        for (auto other = it + 1; other != map.end(); ++other) {
            if (it.key() == other.key())
                return true;
        }
    }
    return false;
}

} // namespace

std::optional<QCborMap> decodeSmpBody(framing::ByteView body)
{
    if (body.empty())
        return QCborMap();
    if ((body[0] >> 5) != 5 || !CborChecker(body).check())
        return std::nullopt;
    QCborParserError error;
    const QByteArray bytes
        = QByteArray::fromRawData(reinterpret_cast<const char *>(body.data()), static_cast<qsizetype>(body.size()));
    const QCborValue value = QCborValue::fromCbor(bytes, &error);
    if (error.error != QCborError::NoError || !value.isMap())
        return std::nullopt;
    QCborMap map = value.toMap();
    // The longest map of a request we know has 7 keys; the search below must stay short.
    constexpr qsizetype kMaxKeys = 64;
    if (map.size() > kMaxKeys || hasKeyTwice(map))
        return std::nullopt;
    return map;
}

std::optional<std::uint64_t> SmpFields::unsignedInt(const char *key, std::uint64_t max)
{
    const QCborValue value = m_map.value(QLatin1String(key));
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isInteger() || value.toInteger() < 0 || static_cast<std::uint64_t>(value.toInteger()) > max) {
        m_good = false;
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(value.toInteger());
}

std::optional<bool> SmpFields::boolean(const char *key)
{
    const QCborValue value = m_map.value(QLatin1String(key));
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isBool()) {
        m_good = false;
        return std::nullopt;
    }
    return value.toBool();
}

std::optional<QString> SmpFields::text(const char *key)
{
    const QCborValue value = m_map.value(QLatin1String(key));
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isString()) {
        m_good = false;
        return std::nullopt;
    }
    return value.toString();
}

std::optional<QByteArray> SmpFields::bytes(const char *key)
{
    const QCborValue value = m_map.value(QLatin1String(key));
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isByteArray()) {
        m_good = false;
        return std::nullopt;
    }
    return value.toByteArray();
}

} // namespace virtual_kit
