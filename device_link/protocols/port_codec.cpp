// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/port_codec.h"

#include "framing/at_lines.h"
#include "framing/kit_frame.h"
#include "framing/ppk2_words.h"
#include "framing/smp_console.h"

namespace device_link {

namespace {

using framing::Bytes;
using framing::ByteView;

/// Kit frames (PROTOCOL.md §2).
class KitCodec : public PortCodec
{
public:
    void decode(ByteView bytes, PortSink &sink) override
    {
        m_decoder.feed(bytes, [&sink](framing::KitChannel channel, ByteView payload) {
            switch (channel) {
            case framing::KitChannel::Control: return sink.message(payload);
            case framing::KitChannel::Events: return sink.event(payload);
            case framing::KitChannel::Samples: return sink.samples(payload);
            case framing::KitChannel::Log: return sink.text(payload);
            }
        });
    }
    bool encode(ByteView message, Bytes &out) override { return frame(framing::KitChannel::Control, message, out); }
    bool encodeReport(ByteView report, Bytes &out) const override
    {
        return frame(framing::KitChannel::Samples, report, out);
    }
    /// Ends a frame an earlier host may have left half sent.
    Bytes greeting() const override { return Bytes(1, 0); }
    void reset() override { m_decoder.reset(); }
    std::uint64_t badFrames() const override
    {
        const framing::KitFrameCounters &seen = m_decoder.counters();
        return seen.badCobs + seen.badCrc + seen.tooLong + seen.tooShort;
    }
    std::uint64_t unknownChannel() const override { return m_decoder.counters().unknownChannel; }
    std::uint64_t goodFrames() const override
    {
        return m_decoder.counters().frames + m_decoder.counters().unknownChannel;
    }

private:
    static bool frame(framing::KitChannel channel, ByteView payload, Bytes &out)
    {
        if (payload.size() > framing::kMaxKitPayload)
            return false;
        framing::encodeKitFrame(channel, payload, out);
        return true;
    }
    framing::KitFrameDecoder m_decoder;
};

/// Text, and SMP packets in console framing between it (PROTOCOL.md §9).
class ConsoleCodec : public PortCodec
{
public:
    void decode(ByteView bytes, PortSink &sink) override
    {
        m_decoder.feed(
            bytes, [&sink](ByteView packet) { sink.message(packet); }, [&sink](ByteView line) { sink.text(line); });
    }
    bool encode(ByteView message, Bytes &out) override
    {
        constexpr std::size_t largest = 65533;
        if (message.size() > largest)
            return false;
        framing::encodeSmpConsole(message, out);
        return true;
    }
    void reset() override { m_decoder.reset(); }
    std::uint64_t badFrames() const override
    {
        const framing::SmpConsoleCounters &seen = m_decoder.counters();
        return seen.badBase64 + seen.badCrc + seen.badLength + seen.interrupted;
    }

private:
    framing::SmpConsoleDecoder m_decoder;
};

/// Lines (V.250): a message out is a command line without its CR.
class AtCodec : public PortCodec
{
public:
    void decode(ByteView bytes, PortSink &sink) override
    {
        m_decoder.feed(bytes, [&sink](std::string_view line) {
            sink.message(ByteView(reinterpret_cast<const std::uint8_t *>(line.data()), line.size()));
        });
    }
    bool encode(ByteView message, Bytes &out) override
    {
        out.insert(out.end(), message.begin(), message.end());
        out.push_back('\r');
        return true;
    }
    void reset() override { m_decoder.reset(); }
    std::uint64_t badFrames() const override { return m_decoder.tooLong(); }

private:
    framing::AtLineDecoder m_decoder;
};

/// A PPK2: a message out is a command. What comes in has no frames of its own; what it is follows from the last
/// command: samples after a start, else the answer to a question (or what is left of a stream that was stopped).
class MeterCodec : public PortCodec
{
public:
    void decode(ByteView bytes, PortSink &sink) override
    {
        if (!m_streaming)
            return sink.message(bytes);
        ++m_reads;
        sink.samples(bytes);
    }
    bool encode(ByteView message, Bytes &out) override
    {
        if (message.empty())
            return false;
        if (message[0] == std::uint8_t(framing::Ppk2Command::Start))
            m_streaming = true;
        if (message[0] == std::uint8_t(framing::Ppk2Command::Stop))
            m_streaming = false;
        out.insert(out.end(), message.begin(), message.end());
        return true;
    }
    void reset() override { m_streaming = false; }
    std::uint64_t badFrames() const override { return 0; }
    std::uint64_t goodFrames() const override { return m_reads; }

private:
    bool m_streaming = false;
    std::uint64_t m_reads = 0;
};

} // namespace

bool PortCodec::encodeReport(ByteView, Bytes &) const { return false; }

std::unique_ptr<PortCodec> makePortCodec(PortRole role)
{
    switch (role) {
    case PortRole::Kit: return std::make_unique<KitCodec>();
    case PortRole::Console: return std::make_unique<ConsoleCodec>();
    case PortRole::At: return std::make_unique<AtCodec>();
    case PortRole::Meter: return std::make_unique<MeterCodec>();
    }
    return nullptr;
}

} // namespace device_link
