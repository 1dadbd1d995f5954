// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_frame.h"

#include "cobs.h"
#include "crc.h"

#include <cassert>
#include <cstring>

namespace framing {

namespace {

constexpr std::size_t kCrcSize = 4;
constexpr std::size_t kChannelSize = 1;
constexpr std::uint8_t kHighestChannel = static_cast<std::uint8_t>(KitChannel::Log);

std::uint32_t loadCrc(ByteView at)
{
    return std::uint32_t(at[0]) | (std::uint32_t(at[1]) << 8) | (std::uint32_t(at[2]) << 16)
        | (std::uint32_t(at[3]) << 24);
}

} // namespace

void encodeKitFrame(KitChannel channel, ByteView payload, Bytes &out)
{
    assert(payload.size() <= kMaxKitPayload);
    Bytes plain;
    plain.reserve(kChannelSize + payload.size() + kCrcSize);
    plain.push_back(static_cast<std::uint8_t>(channel));
    plain.insert(plain.end(), payload.begin(), payload.end());
    const std::uint32_t crc = crc32c(plain);
    for (unsigned shift = 0; shift < 32; shift += 8)
        plain.push_back(static_cast<std::uint8_t>(crc >> shift));
    cobsEncode(plain, out);
    out.push_back(0);
}

KitFrameDecoder::KitFrameDecoder(std::size_t maxFrame)
    : m_maxFrame(maxFrame)
{
}

void KitFrameDecoder::feed(ByteView data, const Handler &handler)
{
    while (!data.empty()) {
        const auto *zero = static_cast<const std::uint8_t *>(std::memchr(data.data(), 0, data.size()));
        const std::size_t length = zero ? static_cast<std::size_t>(zero - data.data()) : data.size();
        const ByteView piece = data.first(length);
        if (!m_overflow && m_partial.size() + length > m_maxFrame) {
            m_overflow = true;
            ++m_counters.tooLong;
            m_partial.clear();
        }
        data = data.subspan(length + (zero ? 1 : 0));
        if (zero && m_overflow) {
            m_overflow = false;
        } else if (zero && m_partial.empty()) {
            finish(piece, handler); // the common case: a whole frame inside one read, not copied
        } else if (!m_overflow) {
            m_partial.insert(m_partial.end(), piece.begin(), piece.end());
            if (zero) {
                finish(m_partial, handler);
                m_partial.clear();
            }
        }
    }
}

void KitFrameDecoder::reset()
{
    m_partial.clear();
    m_overflow = false;
}

void KitFrameDecoder::finish(ByteView block, const Handler &handler)
{
    if (block.empty())
        return; // 00 00: an idle delimiter, used to resynchronise
    if (!cobsDecode(block, m_decoded)) {
        ++m_counters.badCobs;
        return;
    }
    if (m_decoded.size() < kChannelSize + kCrcSize) {
        ++m_counters.tooShort;
        return;
    }
    const ByteView plain = ByteView(m_decoded).first(m_decoded.size() - kCrcSize);
    if (crc32c(plain) != loadCrc(ByteView(m_decoded).last(kCrcSize))) {
        ++m_counters.badCrc;
        return;
    }
    if (plain[0] > kHighestChannel) {
        ++m_counters.unknownChannel;
        return;
    }
    ++m_counters.frames;
    handler(static_cast<KitChannel>(plain[0]), plain.subspan(kChannelSize));
}

} // namespace framing
