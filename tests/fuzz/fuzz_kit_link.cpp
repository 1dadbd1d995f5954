// SPDX-License-Identifier: GPL-3.0-or-later
// Input: records of one length byte and that many bytes. A record's first byte says what happens at the kit port: bytes
// from the host, a whole frame from it, time, samples, answers, a host that comes or goes, or bytes that leave.
#include "fuzz_input.h"

#include "virtual_kit/ports/kit_link.h"

using namespace virtual_kit;

namespace {

/// A link, a host's decoder at its end, and the rules of PROTOCOL.md §2 and §7.1 between them.
class Cable
{
public:
    explicit Cable(std::uint64_t bytesPerSecond)
        : m_link(KitLinkConfig{4096, bytesPerSecond})
    {
        m_link.onControl = [this](framing::ByteView packet) {
            FUZZ_CHECK(packet.size() < framing::kMaxKitFrame);
            m_link.sendControl(packet);
        };
        m_link.onAliveDue = [this] { m_link.sendEvent(kEmptyMap); };
        m_link.onStreamExpired = [this](std::uint8_t) { m_stream = 0; };
        m_link.open();
    }

    void record(framing::ByteView bytes)
    {
        const framing::ByteView rest = bytes.subspan(1);
        switch (bytes[0] % 10) {
        case 0: return m_link.receive(rest);
        case 1: return frame(rest);
        case 2: m_now += (bytes[0] / 10) * 20 * kLinkMillisecond; return m_link.advanceTo(m_now);
        case 3: return startStream(bytes[0] / 10);
        case 4: return makeBlocks(rest);
        case 5: m_stream = 0; return bytes[0] > 128 ? m_link.hello() : m_link.stopStream();
        case 6:
            m_link.sendLog({reinterpret_cast<const char *>(rest.data()), rest.size()});
            return m_link.sendEvent(rest);
        case 7:
            if (bytes[0] > 250)
                reopen();
            return;
        default: return take(1 + std::size_t(bytes[0]) * 16);
        }
    }

    void finish()
    {
        const std::uint8_t delimiter = 0;
        m_link.receive({&delimiter, 1});
        m_link.hello();
        for (int i = 0; i < 50; ++i) { // what was half out when it came
            m_link.advanceTo(m_now += 10 * kLinkMillisecond);
            take(1U << 20);
        }
        m_stream = 0;
        m_answers = 0;
        const std::uint8_t request[]{8, 0, 0, 1, 0, 72, 1, 0, 0xA0};
        frame(framing::ByteView(request), framing::KitChannel::Control);
        for (int i = 0; i < 50; ++i) {
            m_link.advanceTo(m_now += 10 * kLinkMillisecond);
            take(1U << 20);
        }
        FUZZ_CHECK(m_answers == 1);
    }

private:
    void frame(framing::ByteView bytes)
    {
        if (!bytes.empty())
            frame(bytes.subspan(1), static_cast<framing::KitChannel>(bytes[0] % 4));
    }
    void frame(framing::ByteView payload, framing::KitChannel channel)
    {
        framing::Bytes wire;
        framing::encodeKitFrame(channel, payload, wire);
        m_link.receive(wire);
    }
    void startStream(unsigned window)
    {
        m_lastId = static_cast<std::uint8_t>(m_lastId % 255 + 1);
        m_stream = m_lastId;
        m_made = 0;
        m_next = 0;
        m_link.startStream(m_stream, 2 + window, 1 + window);
    }
    void makeBlocks(framing::ByteView bytes)
    {
        if (m_stream == 0)
            return;
        const framing::Bytes data(1008 * 4, 0);
        for (const std::uint8_t byte : bytes) {
            framing::SampleBlockHeader header;
            header.stream = m_stream;
            header.firstIndex = m_made;
            header.count = static_cast<std::uint16_t>(1 + byte * 3);
            header.bytesPerSample = 4;
            m_link.sendBlock(header, framing::ByteView(data).first(header.count * 4U));
            m_made += header.count;
        }
    }
    void reopen()
    {
        m_link.close();
        m_decoder.reset();
        m_stream = 0;
        FUZZ_CHECK(m_link.next().empty() && !m_link.nextDue() && !m_link.nextSend());
        m_link.open();
    }
    void take(std::size_t limit)
    {
        while (limit > 0) {
            const framing::ByteView bytes = m_link.next();
            if (bytes.empty())
                return;
            const framing::ByteView part = bytes.first(std::min(bytes.size(), limit));
            m_decoder.feed(part, [this](framing::KitChannel c, framing::ByteView p) { check(c, p); });
            limit -= part.size();
            m_link.consume(part.size());
        }
        // A frame that hello cut short is the only one that may be bad.
        FUZZ_CHECK(m_decoder.counters().tooLong == 0 && m_decoder.counters().unknownChannel == 0);
    }
    void check(framing::KitChannel channel, framing::ByteView payload)
    {
        m_answers += channel == framing::KitChannel::Control ? 1 : 0;
        if (channel != framing::KitChannel::Samples)
            return;
        const auto block = framing::parseSampleBlock(payload);
        FUZZ_CHECK(block.has_value());
        if (block->header.stream != m_stream)
            return; // one that was half out when its stream ended
        FUZZ_CHECK(block->header.firstIndex == m_next + block->header.lost);
        m_next = block->header.firstIndex + block->header.count;
    }

    static constexpr std::uint8_t kEmptyMapByte = 0xA0;
    static constexpr framing::ByteView kEmptyMap{&kEmptyMapByte, 1};
    KitLink m_link;
    framing::KitFrameDecoder m_decoder;
    LinkTime m_now = 0;
    std::uint8_t m_stream = 0; ///< 0: none
    std::uint8_t m_lastId = 0;
    std::uint64_t m_made = 0; ///< index of the next sample to make
    std::uint64_t m_next = 0; ///< index after the last one that arrived
    int m_answers = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    framing::ByteView input(data, size);
    if (input.empty())
        return 0;
    Cable cable(input[0] == 0 ? 0 : input[0] * 4000U);
    input = input.subspan(1);
    while (!input.empty()) {
        const std::size_t length = std::min<std::size_t>(input[0], input.size() - 1);
        if (length > 0)
            cable.record(input.subspan(1, length));
        input = input.subspan(1 + length);
    }
    cable.finish();
    return 0;
}
