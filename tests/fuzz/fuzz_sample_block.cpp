// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_input.h"

#include "framing/sample_block.h"

using namespace framing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const ByteView payload(bytes, size);
    const auto block = parseSampleBlock(payload);
    if (block) {
        FUZZ_CHECK(block->header.count >= 1);
        FUZZ_CHECK(block->header.bytesPerSample >= 1 && block->header.bytesPerSample <= 64);
        FUZZ_CHECK(block->data.data() + block->data.size() == payload.data() + payload.size());
        Bytes again;
        encodeSampleBlock(block->header, block->data, again);
        FUZZ_CHECK(std::equal(again.begin(), again.end(), payload.begin(), payload.end()));
    }
    const auto report = parseSampleReport(payload);
    FUZZ_CHECK(!(block && report));
    if (report) {
        Bytes again;
        encodeSampleReport(*report, again);
        FUZZ_CHECK(std::equal(again.begin(), again.end(), payload.begin(), payload.end()));
    }
    return 0;
}
