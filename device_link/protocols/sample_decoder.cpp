// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/sample_decoder.h"

#include "device_link/protocols/cbor_reader.h"

#include <QCborMap>
#include <QtEndian>

#include <algorithm>

namespace device_link {

namespace {

constexpr qsizetype kMaxChannels = 16;
constexpr std::size_t kWordBytes = 2;

Result<SampleCode> parseOne(const QCborMap &map)
{
    CborReader reader(map, QStringLiteral("stream channel"));
    SampleCode code;
    code.channel.name = reader.text("name", 32).toStdString();
    code.channel.unit = reader.text("unit", 8).toStdString();
    code.bits = int(reader.u("bits", 16));
    code.rangeBits = int(reader.u("range_bits", 4));
    const QCborArray ranges = reader.array("ranges");
    if (reader.failed())
        return tl::unexpected(reader.error());
    if (code.bits != 8 && code.bits != 16)
        return fail(Fault::BadReply, QStringLiteral("stream channel: key \"bits\" is not 8 or 16"));
    if (ranges.isEmpty() || ranges.size() > (qsizetype(1) << code.rangeBits))
        return fail(Fault::BadReply, QStringLiteral("stream channel: key \"ranges\" does not fit \"range_bits\""));
    for (const QCborValue &value : ranges) {
        CborReader range(value.toMap(), QStringLiteral("stream range"));
        code.ranges.push_back(SampleCode::Range{range.number("gain"), range.number("offset")});
        if (range.failed())
            return tl::unexpected(range.error());
    }
    return code;
}

} // namespace

Result<std::vector<SampleCode>> parseSampleCodes(const QCborArray &channels)
{
    if (channels.isEmpty() || channels.size() > kMaxChannels)
        return fail(Fault::BadReply, QStringLiteral("a stream of %1 channels").arg(channels.size()));
    std::vector<SampleCode> codes;
    for (const QCborValue &value : channels) {
        Result<SampleCode> code = parseOne(value.toMap());
        if (!code)
            return tl::unexpected(code.error());
        codes.push_back(std::move(*code));
    }
    return codes;
}

SampleDecoder::SampleDecoder(std::vector<SampleCode> codes)
    : m_codes(std::move(codes))
{
    for (const SampleCode &code : m_codes)
        m_bytesPerSample += std::size_t(code.bits) / 8;
    m_inLanes = !m_codes.empty() && kLanes % m_codes.size() == 0
        && std::ranges::all_of(m_codes, [](const SampleCode &code) { return code.bits == 16; });
}

bool SampleDecoder::decode(framing::ByteView data, std::vector<float> &out) const
{
    if (m_bytesPerSample == 0 || data.size() % m_bytesPerSample != 0)
        return false;
    out.resize(data.size() / m_bytesPerSample * m_codes.size());
    std::size_t done = 0;
    if (m_inLanes && !decodeLanes(data, out, done))
        return false;
    std::size_t byteOffset = done * m_bytesPerSample;
    for (std::size_t channel = 0; channel < m_codes.size(); ++channel) {
        if (!decodeChannel(channel, byteOffset, data, out))
            return false;
        byteOffset += std::size_t(m_codes[channel].bits) / 8;
    }
    return true;
}

/// Takes the ranges of these words. False: a word names a range that there is not.
bool SampleDecoder::adopt(Lanes &lanes, const Words &words) const
{
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        const SampleCode &code = m_codes[lane % m_codes.size()];
        const int shift = code.bits - code.rangeBits;
        const auto range = std::size_t(words[lane] >> shift);
        if (range >= code.ranges.size())
            return false;
        lanes.codeBits[lane] = std::uint16_t((1U << shift) - 1);
        lanes.rangeBits[lane] = std::uint16_t(~lanes.codeBits[lane]);
        lanes.range[lane] = std::uint16_t(range << shift);
        lanes.gain[lane] = code.ranges[range].gain;
        lanes.offset[lane] = code.ranges[range].offset;
    }
    return true;
}

/// Whole groups of words, each lane with the range that it had in the group before: it seldom changes, and then nothing
/// is looked up for a word and the compiler does several at once. done: samples that are decoded.
bool SampleDecoder::decodeLanes(framing::ByteView data, std::vector<float> &out, std::size_t &done) const
{
    Lanes lanes;
    Words words;
    const std::size_t groups = data.size() / (kLanes * kWordBytes);
    for (std::size_t group = 0; group < groups; ++group) {
        qFromLittleEndian<std::uint16_t>(data.data() + group * kLanes * kWordBytes, qsizetype(kLanes), words.data());
        auto strange = std::uint16_t(group == 0 ? 1 : 0);
        for (std::size_t lane = 0; lane < kLanes; ++lane) // in 16 bits, as the words are
            strange = std::uint16_t(strange | ((words[lane] & lanes.rangeBits[lane]) ^ lanes.range[lane]));
        if (strange != 0 && !adopt(lanes, words))
            return false;
        float *const to = out.data() + group * kLanes;
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            to[lane] = static_cast<float>(
                double(words[lane] & lanes.codeBits[lane]) * lanes.gain[lane] + lanes.offset[lane]);
    }
    done = groups * kLanes / m_codes.size();
    return true;
}

/// From byteOffset on, which is where a word of this channel begins.
bool SampleDecoder::decodeChannel(
    std::size_t channel, std::size_t byteOffset, framing::ByteView data, std::vector<float> &out) const
{
    const SampleCode &code = m_codes[channel];
    const bool wide = code.bits == 16;
    const unsigned shift = unsigned(code.bits - code.rangeBits);
    const unsigned mask = (1U << shift) - 1;
    std::size_t at = byteOffset / m_bytesPerSample * m_codes.size() + channel;
    for (std::size_t i = byteOffset; i < data.size(); i += m_bytesPerSample, at += m_codes.size()) {
        const unsigned word = wide ? unsigned(data[i]) | unsigned(data[i + 1]) << 8 : unsigned(data[i]);
        const unsigned range = word >> shift;
        if (range >= code.ranges.size())
            return false;
        out[at] = static_cast<float>(double(word & mask) * code.ranges[range].gain + code.ranges[range].offset);
    }
    return true;
}

} // namespace device_link
