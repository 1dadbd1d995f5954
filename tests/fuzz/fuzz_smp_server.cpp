// SPDX-License-Identifier: GPL-3.0-or-later
// Input: records of one length byte and that many bytes. A record's first byte says what it is: a raw packet, or
// group and command with the rest as body, so that the handlers are reached; or time that passes; or a reset.
#include "fuzz_input.h"

#include "virtual_kit/service/smp_server.h"

using namespace virtual_kit;

namespace {

class Board
{
public:
    Board()
        : m_flash(m_simulation, {{1, 0, 0, 0}, 4096, defaultTrustedKeys()})
        , m_server(m_simulation, m_flash, m_settings, {}, [this](SmpPort, const framing::Bytes &p) { check(p); })
    {
        m_server.onReset = [this](const ResetRequest &) { boot(); };
        boot();
        advance(kSecond);
    }
    void boot()
    {
        FUZZ_CHECK(m_flash.boot().started);
        m_server.reset();
    }
    void advance(SimTime time) { m_simulation.advanceTo(m_simulation.now() + time); }
    void record(framing::ByteView bytes)
    {
        constexpr std::uint16_t kGroups[]{0, 1, 2, 3, 10, 63, 72, 9};
        switch (bytes[0] % 8) {
        case 0: m_server.receive(0, bytes.subspan(1)); break;
        case 1: boot(); break;
        case 2:
            m_flash.cutPower();
            boot();
            break;
        case 3: advance(kMillisecond * bytes[0]); break;
        default:
            if (bytes.size() >= 2)
                request(kGroups[(bytes[1] >> 4) & 7], bytes[1] & 0x0F, bytes[0], bytes.subspan(2));
        }
    }
    void finish()
    {
        advance(60 * kSecond);
        FUZZ_CHECK(m_flash.running());
        m_answers = 0;
        const std::uint8_t noArguments = 0xA0;
        request(0, 6, 0x10, framing::ByteView(&noArguments, 1));
        advance(kSecond);
        FUZZ_CHECK(m_answers == 1);
    }

private:
    void request(std::uint16_t group, std::uint8_t command, std::uint8_t kind, framing::ByteView body)
    {
        framing::SmpHeader header;
        header.op = (kind & 0x08) ? framing::SmpOp::Write : framing::SmpOp::Read;
        header.version = (kind >> 4) & 0x03;
        header.group = group;
        header.command = command;
        framing::Bytes packet;
        framing::encodeSmpPacket(header, body, packet);
        m_server.receive(1, packet);
    }
    void check(const framing::Bytes &packet)
    {
        const auto view = framing::parseSmpPacket(packet);
        FUZZ_CHECK(view.has_value());
        FUZZ_CHECK(packet.size() <= m_server.config().bufferSize);
        FUZZ_CHECK(view->header.version <= 1 && view->body.size() >= 1);
        FUZZ_CHECK(static_cast<unsigned>(view->header.op) % 2 == 1);
        ++m_answers;
        FUZZ_CHECK(m_server.counters().answers <= m_server.counters().packets);
    }

    Simulation m_simulation;
    FlashBank m_flash;
    SettingsStore m_settings;
    int m_answers = 0;
    SmpServer m_server;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    framing::ByteView left(bytes, size);
    Board board;
    for (int records = 0; !left.empty() && records < 64; ++records) {
        const std::size_t length = std::min<std::size_t>(left[0], left.size() - 1);
        if (length > 0)
            board.record(left.subspan(1, length));
        left = left.subspan(1 + length);
    }
    board.finish();
    return 0;
}
