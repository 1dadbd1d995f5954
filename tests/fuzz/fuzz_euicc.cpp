// SPDX-License-Identifier: GPL-3.0-or-later
// Input: the first byte chooses the card; then records of one length byte and that many bytes. A record's first byte
// says what it is: an APDU to a channel or by its CLA, an ES10 request that is wrapped into STORE DATA, a SELECT on a
// new channel, a closing, a reset.
#include "fuzz_input.h"

#include "virtual_kit/euicc/euicc_card.h"

using namespace virtual_kit;
using framing::Bytes;
using framing::ByteView;

namespace {

/// Made once: the keys of a card take longer than most inputs.
const EuiccState &factoryState()
{
    static const EuiccState state = factoryEuicc(3);
    return state;
}

class Reader
{
public:
    explicit Reader(std::uint8_t choice)
        : m_card(factoryState(), {.directData = (choice & 1) != 0, .logicalChannels = choice & 2 ? 20 : 4})
    {
        m_card.onRefresh = [this] {
            FUZZ_CHECK(m_card.epoch() > m_epoch);
            m_epoch = m_card.epoch();
            FUZZ_CHECK(!m_card.isOpen(1) && m_card.isOpen(0));
        };
    }
    void record(ByteView bytes)
    {
        const std::uint8_t kind = bytes[0];
        const ByteView rest = bytes.subspan(1);
        switch (kind % 6) {
        case 0: check(m_card.transmit(rest)); break;
        case 1: check(m_card.transmit(kind / 6 % 21, rest)); break;
        case 2: request(rest); break;
        case 3: {
            Bytes fci;
            std::uint16_t sw = 0;
            FUZZ_CHECK(m_card.openChannel(rest, fci, sw).has_value() == (sw == 0x9000));
            break;
        }
        case 4: m_card.closeChannel(kind / 6); break;
        default: m_card.reset();
        }
    }
    /// Whatever happened, a reset card works.
    void finish()
    {
        m_card.reset();
        const Bytes answer = request(Bytes{0xBF, 0x3E, 0x03, 0x5C, 0x01, 0x5A});
        FUZZ_CHECK(answer.size() == 23 && answer[21] == 0x90 && answer[22] == 0x00);
    }

private:
    static void check(const Bytes &answer)
    {
        FUZZ_CHECK(answer.size() >= 2 && answer.size() <= 258);
        const int class1 = answer[answer.size() - 2] >> 4;
        FUZZ_CHECK(class1 == 6 || class1 == 9);
    }
    /// The request in blocks, its answer fetched; on a channel of its own.
    Bytes request(ByteView data)
    {
        const Bytes aid{0xA0, 0x00, 0x00, 0x05, 0x59, 0x10, 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0x00, 0x00, 0x01, 0x00};
        Bytes answer;
        std::uint16_t sw = 0;
        const auto channel = m_card.openChannel(aid, answer, sw);
        if (!channel || data.empty())
            return {};
        constexpr std::size_t kSegment = 100;
        for (std::uint8_t block = 0; !data.empty(); ++block) {
            const ByteView part = data.first(std::min(kSegment, data.size()));
            data = data.subspan(part.size());
            Bytes apdu{0x80, 0xE2, static_cast<std::uint8_t>(data.empty() ? 0x91 : 0x11), block,
                static_cast<std::uint8_t>(part.size())};
            apdu.insert(apdu.end(), part.begin(), part.end());
            answer = m_card.transmit(*channel, apdu);
            check(answer);
        }
        Bytes whole(answer.begin(), answer.end() - 2);
        for (int rounds = 0; answer[answer.size() - 2] == 0x61; ++rounds) {
            FUZZ_CHECK(rounds < 1000);
            answer = m_card.transmit(*channel, Bytes{0x80, 0xC0, 0x00, 0x00, answer.back()});
            check(answer);
            whole.insert(whole.end(), answer.begin(), answer.end() - 2);
        }
        whole.insert(whole.end(), answer.end() - 2, answer.end());
        m_card.closeChannel(*channel);
        return whole;
    }

    EuiccCard m_card;
    std::uint64_t m_epoch = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    Reader reader(bytes[0]);
    ByteView left(bytes + 1, size - 1);
    for (int records = 0; !left.empty() && records < 64; ++records) {
        const std::size_t length = std::min<std::size_t>(left[0], left.size() - 1);
        if (length > 0)
            reader.record(left.subspan(1, length));
        left = left.subspan(1 + length);
    }
    reader.finish();
    return 0;
}
