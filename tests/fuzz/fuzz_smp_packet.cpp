// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_input.h"

#include "framing/smp_packet.h"

using namespace framing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const ByteView packet(bytes, size);
    const auto view = parseSmpPacket(packet);
    if (!view)
        return 0;
    FUZZ_CHECK(view->header.length == view->body.size());
    FUZZ_CHECK(view->body.size() + kSmpHeaderSize == size);
    Bytes again;
    encodeSmpPacket(view->header, view->body, again);
    Bytes expected(packet.begin(), packet.end());
    expected[0] &= 0x1F; // the three reserved bits are ignored
    FUZZ_CHECK(again == expected);
    return 0;
}
