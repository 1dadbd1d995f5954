// SPDX-License-Identifier: GPL-3.0-or-later
// What cutting a stream into kit frames costs, against the obvious byte-by-byte decoder. CPU of the calling thread.
#include "bench_figure.h"

#include "framing/crc.h"
#include "framing/kit_frame.h"

#include <cstdint>
#include <random>

using namespace framing;

namespace {

/// COBS and CRC a byte at a time, as in the textbook.
class BytewiseDecoder
{
public:
    void feed(ByteView data)
    {
        for (const std::uint8_t byte : data) {
            if (byte == 0)
                endFrame();
            else if (m_left > 0)
                push(byte);
            else
                nextGroup(byte);
        }
    }
    [[nodiscard]] std::uint64_t frames() const { return m_frames; }

private:
    void push(std::uint8_t byte)
    {
        m_frame.push_back(byte);
        --m_left;
    }
    void nextGroup(std::uint8_t code)
    {
        if (m_open)
            m_frame.push_back(0);
        m_left = code - 1U;
        m_open = code != 0xFF;
    }
    void endFrame()
    {
        std::uint32_t crc = ~0U;
        for (std::size_t i = 0; i + 4 < m_frame.size(); ++i)
            crc = detail::crc32cPortable(ByteView(m_frame).subspan(i, 1), crc);
        std::uint32_t sent = 0;
        for (std::size_t i = 0; i < 4 && m_frame.size() > 4; ++i)
            sent |= std::uint32_t(m_frame[m_frame.size() - 4 + i]) << (8 * i);
        m_frames += ~crc == sent ? 1 : 0;
        m_frame.clear();
        m_left = 0;
        m_open = false;
    }
    Bytes m_frame;
    unsigned m_left = 0;
    bool m_open = false;
    std::uint64_t m_frames = 0;
};

void benchDecode(std::size_t payloadSize, const char *name)
{
    std::mt19937 random(1);
    Bytes wire;
    std::size_t payloads = 0;
    while (payloads < 4'000'000) {
        Bytes payload(payloadSize);
        for (auto &byte : payload)
            byte = std::uint8_t(random());
        encodeKitFrame(KitChannel::Samples, payload, wire);
        payloads += payloadSize;
    }
    std::uint64_t ours = 0;
    std::uint64_t theirs = 0;
    const auto fast = [&] {
        KitFrameDecoder decoder;
        for (std::size_t at = 0; at < wire.size(); at += 16384)
            decoder.feed(ByteView(wire).subspan(at, std::min<std::size_t>(16384, wire.size() - at)),
                [&](KitChannel, ByteView) { ++ours; });
    };
    const auto plain = [&] {
        BytewiseDecoder decoder;
        decoder.feed(wire);
        theirs += decoder.frames();
    };
    const Duel d = duel(9, fast, plain);
    if (ours != theirs)
        std::fprintf(stderr, "%s: the decoders disagree\n", name);
    printFigure(
        name, double(payloads) / d.ours / 1e6, "MB/s of payload", "byte-by-byte COBS and CRC table", d.theirs / d.ours);
}

} // namespace

int main()
{
    benchDecode(24, "framing_decode_24");
    benchDecode(256, "framing_decode_256");
    benchDecode(kMaxKitPayload, "framing_decode_4072");
    return 0;
}
