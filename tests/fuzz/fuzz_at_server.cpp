// SPDX-License-Identifier: GPL-3.0-or-later
// Input: the first byte switches the port's peculiarities; the rest are bytes from the host, 0xFE lets the radio
// change.
#include "fuzz_input.h"

#include "virtual_kit/modem/at_server.h"

#include <string>

using namespace virtual_kit;

namespace {

class Radio final : public ModemStateSource
{
public:
    Radio() { m_view.simReady = true; }
    [[nodiscard]] ModemView modemView() const override { return m_view; }
    [[nodiscard]] int functionality() const override { return m_functionality; }
    void setFunctionality(int fun) override
    {
        FUZZ_CHECK(fun == 0 || fun == 1 || fun == 4);
        m_functionality = fun;
        change();
    }
    void change()
    {
        m_view.simReady = m_functionality != 0;
        m_view.registration = (m_view.registration + 1) % 6;
        m_view.cell += 77;
        m_view.rrcConnected = !m_view.rrcConnected;
        m_view.operatorName = "\"\r\nOK\r\n";
        if (onChange)
            onChange();
    }
    std::function<void()> onChange;

private:
    ModemView m_view;
    int m_functionality = 1;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    Radio radio;
    static const EuiccState state = factoryEuicc(3); // made once: the keys of a card take longer than most inputs
    EuiccCard card(state);
    std::string out;
    AtServer server(card, radio, [&](framing::ByteView data) { out.append(data.begin(), data.end()); });
    radio.onChange = [&] { server.modemChanged(); };
    card.onRefresh = [&] { radio.change(); };
    const auto bit = [&](int n) { return (bytes[0] >> n & 1) != 0; };
    server.setFaults({bit(0), bit(1), bit(2), bit(3), bit(4), bit(5), false});
    feedInPieces(framing::ByteView(bytes + 1, size - 1), [&](framing::ByteView piece) {
        if (piece.front() == 0xFE)
            radio.change();
        server.feed(piece);
        // A command line of the size of an APDU answers at most a few kB; echo adds what came in.
        FUZZ_CHECK(out.size() < 1000 * (size + 100));
    });
    // Whatever came, a fresh line is answered.
    server.setFaults({});
    server.feed(framing::Bytes{'\r'});
    server.reset(false);
    out.clear();
    server.feed(framing::Bytes{'A', 'T', '\r'});
    FUZZ_CHECK(out == "AT\r\r\nOK\r\n");
    return 0;
}
