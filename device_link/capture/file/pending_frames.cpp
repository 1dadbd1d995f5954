// SPDX-License-Identifier: GPL-3.0-or-later
#include "pending_frames.h"

#include <cstring>

namespace device_link {

namespace {

/// Every stride-th word, from the start of frames on.
template <typename Word>
void gather(framing::ByteView frames, std::size_t stride, std::size_t count, framing::Bytes &column)
{
    const std::size_t at = column.size();
    column.resize(at + count * sizeof(Word));
    const std::uint8_t *from = frames.data();
    std::uint8_t *to = column.data() + at;
    for (std::size_t i = 0; i < count; ++i, from += stride, to += sizeof(Word))
        std::memcpy(to, from, sizeof(Word));
}

} // namespace

PendingFrames::PendingFrames(SampleStreamInfo info)
    : m_info(std::move(info))
    , m_columns(m_info.channels.size())
{
}

void PendingFrames::begin(std::uint64_t firstIndex, std::int64_t kitTimeNs, bool stamped)
{
    m_start = {firstIndex, kitTimeNs};
    m_stamped = stamped;
}

void PendingFrames::addStamp(std::int64_t kitTimeNs) { m_stamps.push_back({endIndex(), kitTimeNs}); }

void PendingFrames::addInterleaved(framing::ByteView frames)
{
    const std::size_t stride = m_info.bytesPerFrame();
    const std::size_t count = frames.size() / stride;
    std::size_t offset = 0;
    for (std::size_t channel = 0; channel < m_columns.size(); ++channel) {
        const framing::ByteView words = frames.subspan(offset);
        switch (m_info.channels[channel].bits) {
        case 8: gather<std::uint8_t>(words, stride, count, m_columns[channel]); break;
        case 16: gather<std::uint16_t>(words, stride, count, m_columns[channel]); break;
        default: gather<std::uint32_t>(words, stride, count, m_columns[channel]); break;
        }
        offset += m_info.channels[channel].wordBytes();
    }
    m_frames += count;
}

void PendingFrames::addColumns(std::span<const framing::ByteView> columns, std::size_t count)
{
    for (std::size_t channel = 0; channel < m_columns.size(); ++channel)
        m_columns[channel].insert(m_columns[channel].end(), columns[channel].begin(), columns[channel].end());
    m_frames += count;
}

void PendingFrames::clear()
{
    m_frames = 0;
    m_stamps.clear();
    for (framing::Bytes &column : m_columns)
        column.clear();
}

} // namespace device_link
