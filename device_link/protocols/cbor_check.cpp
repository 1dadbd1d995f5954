// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/cbor_check.h"

#include <cstddef>
#include <cstdint>

namespace device_link {

namespace {

enum Major : std::uint8_t { Bytes = 2, Text = 3, Array = 4, Map = 5, Tag = 6, Simple = 7 };

constexpr std::uint8_t kBreak = 0xFF;
constexpr std::uint8_t kIndefinite = 31;

struct Head {
    std::uint8_t major = 0;
    bool indefinite = false;
    std::uint64_t value = 0;
};

class Walker
{
public:
    explicit Walker(framing::ByteView bytes)
        : m_bytes(bytes)
    {
    }
    bool oneMap()
    {
        if (m_bytes.empty() || (m_bytes[0] >> 5) != Map)
            return false;
        return item(0) && m_at == m_bytes.size();
    }

private:
    [[nodiscard]] std::size_t left() const { return m_bytes.size() - m_at; }

    bool head(Head &out)
    {
        if (left() == 0)
            return false;
        const std::uint8_t first = m_bytes[m_at++];
        out.major = first >> 5;
        const std::uint8_t info = first & 31;
        if (info < 24) {
            out.value = info;
            return true;
        }
        if (info == kIndefinite) {
            out.indefinite = true;
            return out.major >= Bytes && out.major <= Map;
        }
        const std::size_t size = std::size_t(1) << (info - 24);
        if (info > 27 || left() < size)
            return false;
        for (std::size_t i = 0; i < size; ++i)
            out.value = (out.value << 8) | m_bytes[m_at++];
        return true;
    }

    bool atBreak()
    {
        if (left() == 0 || m_bytes[m_at] != kBreak)
            return false;
        ++m_at;
        return true;
    }

    bool chunks(std::uint8_t major)
    {
        while (!atBreak()) {
            Head part;
            if (!head(part) || part.major != major || part.indefinite || part.value > left())
                return false;
            m_at += std::size_t(part.value);
        }
        return true;
    }

    bool items(const Head &container, int depth)
    {
        const std::uint64_t perEntry = container.major == Map ? 2 : 1;
        // Every item takes at least one byte: a larger count cannot be true.
        if (!container.indefinite && container.value > left() / perEntry)
            return false;
        for (std::uint64_t i = 0; container.indefinite || i < container.value; ++i) {
            if (container.indefinite && atBreak())
                return true;
            for (std::uint64_t part = 0; part < perEntry; ++part) {
                if (!item(depth + 1))
                    return false;
            }
        }
        return true;
    }

    bool item(int depth)
    {
        Head current;
        if (depth > kMaxCborDepth || !head(current))
            return false;
        switch (current.major) {
        case Bytes:
        case Text:
            if (current.indefinite)
                return chunks(current.major);
            if (current.value > left())
                return false;
            m_at += std::size_t(current.value);
            return true;
        case Array:
        case Map: return items(current, depth);
        case Tag: return item(depth + 1);
        default: return true;
        }
    }

    framing::ByteView m_bytes;
    std::size_t m_at = 0;
};

} // namespace

bool isBoundedCborMap(framing::ByteView bytes) { return Walker(bytes).oneMap(); }

} // namespace device_link
