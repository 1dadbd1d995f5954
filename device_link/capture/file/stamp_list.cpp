// SPDX-License-Identifier: GPL-3.0-or-later
#include "stamp_list.h"

namespace device_link {

namespace {

// All arithmetic is modulo 2^64, as hostile numbers must not overflow; signs are folded into the lowest bit.
void putNumber(framing::Bytes &out, std::uint64_t difference)
{
    std::uint64_t rest = (difference << 1) ^ (difference >> 63 != 0 ? ~std::uint64_t(0) : 0);
    for (; rest >= 0x80; rest >>= 7)
        out.push_back(static_cast<std::uint8_t>(rest | 0x80));
    out.push_back(static_cast<std::uint8_t>(rest));
}

bool takeNumber(framing::ByteView &bytes, std::uint64_t &difference)
{
    std::uint64_t folded = 0;
    for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        const std::uint64_t byte = bytes.front();
        bytes = bytes.subspan(1);
        folded |= (byte & 0x7F) << shift;
        if (byte < 0x80) {
            difference = (folded >> 1) ^ (folded & 1 ? ~std::uint64_t(0) : 0);
            return true;
        }
    }
    return false;
}

} // namespace

void encodeStamps(const RecordedStamp &start, const std::vector<RecordedStamp> &stamps, framing::Bytes &out)
{
    RecordedStamp last = start;
    std::uint64_t indexStep = 0;
    std::uint64_t timeStep = 0;
    for (const RecordedStamp &stamp : stamps) {
        const std::uint64_t index = stamp.index - last.index;
        const std::uint64_t time = std::uint64_t(stamp.kitTimeNs) - std::uint64_t(last.kitTimeNs);
        putNumber(out, index - indexStep);
        putNumber(out, time - timeStep);
        indexStep = index;
        timeStep = time;
        last = stamp;
    }
}

bool decodeStamps(
    const RecordedStamp &start, std::uint64_t endIndex, framing::ByteView bytes, std::vector<RecordedStamp> &out)
{
    RecordedStamp last = start;
    std::uint64_t indexStep = 0;
    std::uint64_t timeStep = 0;
    while (!bytes.empty()) {
        std::uint64_t index = 0;
        std::uint64_t time = 0;
        if (!takeNumber(bytes, index) || !takeNumber(bytes, time))
            return false;
        indexStep += index;
        timeStep += time;
        if (indexStep == 0 || last.index >= endIndex || indexStep >= endIndex - last.index)
            return false;
        last.index += indexStep;
        last.kitTimeNs = static_cast<std::int64_t>(std::uint64_t(last.kitTimeNs) + timeStep);
        out.push_back(last);
    }
    return true;
}

} // namespace device_link
