// SPDX-License-Identifier: GPL-3.0-or-later
#include "block_coding.h"
#include "column_codec.h"

#include <algorithm>
#include <limits>

namespace device_link {

namespace {

/// Goes through the blocks of a column, and never past its end.
template <typename Word>
class ColumnReader
{
public:
    ColumnReader(const BlockKernels<Word> &kernels, framing::ByteView column, std::size_t blocks)
        : m_kernels(kernels)
        , m_controls(column.first(blocks))
        , m_rest(column.subspan(blocks))
    {
    }

    /// Takes the next block apart; false when it is none or does not fit into the column.
    [[nodiscard]] bool next()
    {
        const unsigned control = m_controls.front();
        m_controls = m_controls.subspan(1);
        const unsigned size = control & 63;
        const bool exceptions = size >= kExceptionWidths;
        m_plan.mode = static_cast<BlockMode>(control >> 6);
        m_plan.width = exceptions ? size - kExceptionWidths : size;
        return m_plan.width <= unsigned(std::numeric_limits<Word>::digits) && takeReferences() && takePacked()
            && (exceptions ? takeExceptions() : (m_positions = {}, true));
    }

    void decode(Word *words) const
    {
        switch (m_plan.mode) {
        case BlockMode::Offset:
        case BlockMode::OffsetAgain: m_kernels.unpack(m_packed.data(), m_plan.reference, m_plan.width, words); break;
        case BlockMode::Difference:
            m_kernels.unpack(m_packed.data(), m_plan.reference, m_plan.width, words);
            words[0] = m_plan.second;
            for (std::size_t i = 1; i < kBlockWords; ++i)
                words[i] = static_cast<Word>(words[i] + words[i - 1]);
            break;
        case BlockMode::TwoReferences:
            m_kernels.unpack(m_packed.data(), 0, m_plan.width, words);
            for (std::size_t i = 0; i < kBlockWords; ++i) {
                const bool upper = (m_selector[i / 8] >> i % 8 & 1) != 0;
                words[i] = static_cast<Word>(words[i] + (upper ? m_plan.second : m_plan.reference));
            }
            break;
        }
        for (std::size_t i = 0; i < m_positions.size(); ++i)
            std::memcpy(&words[m_positions[i]], m_values.data() + i * sizeof(Word), sizeof(Word));
    }

    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

private:
    [[nodiscard]] bool take(framing::ByteView &part, std::size_t size)
    {
        if (size > m_rest.size())
            return false;
        part = m_rest.first(size);
        m_rest = m_rest.subspan(size);
        return true;
    }

    [[nodiscard]] bool takeWord(Word &word)
    {
        framing::ByteView bytes;
        if (!take(bytes, sizeof word))
            return false;
        std::memcpy(&word, bytes.data(), sizeof word);
        return true;
    }

    [[nodiscard]] bool takeReferences()
    {
        if (m_plan.mode == BlockMode::OffsetAgain) {
            m_plan.reference = m_offsetReference;
            return true;
        }
        if (!takeWord(m_plan.reference))
            return false;
        if (m_plan.mode == BlockMode::Offset) {
            m_offsetReference = m_plan.reference;
            return true;
        }
        return takeWord(m_plan.second);
    }

    [[nodiscard]] bool takePacked()
    {
        if (m_plan.mode == BlockMode::TwoReferences && !take(m_selector, kBlockVector))
            return false;
        return take(m_packed, m_plan.width * kBlockVector);
    }

    [[nodiscard]] bool takeExceptions()
    {
        framing::ByteView count;
        if (!take(count, 1) || count[0] == 0 || count[0] > kMaxExceptions || !take(m_positions, count[0]))
            return false;
        const bool inside = std::all_of(
            m_positions.begin(), m_positions.end(), [](std::uint8_t position) { return position < kBlockWords; });
        return inside && take(m_values, m_positions.size() * sizeof(Word));
    }

    const BlockKernels<Word> &m_kernels;
    framing::ByteView m_controls;
    framing::ByteView m_rest;
    BlockPlan<Word> m_plan;
    Word m_offsetReference = 0;
    framing::ByteView m_selector, m_packed, m_positions, m_values;
};

} // namespace

template <typename Word>
bool decodeColumn(framing::ByteView column, std::size_t total, std::size_t first, std::span<Word> out, CodecPath path)
{
    const std::size_t blocks = total / kBlockWords + (total % kBlockWords > 0 ? 1 : 0);
    if (blocks > column.size() || first > total || out.size() > total - first)
        return false;
    if (out.empty() && total > 0)
        return true;
    ColumnReader<Word> reader(blockKernels<Word>(path), column, blocks);
    const std::size_t end = first + out.size();
    for (std::size_t block = 0; block * kBlockWords < end; ++block) {
        if (!reader.next())
            return false;
        const std::size_t from = block * kBlockWords;
        if (from >= first && from + kBlockWords <= end) {
            reader.decode(out.data() + (from - first));
        } else if (from + kBlockWords > first) {
            BlockOf<Word> words;
            reader.decode(words.data());
            const std::size_t begin = std::max(from, first);
            const std::size_t count = std::min(from + kBlockWords, end) - begin;
            std::memcpy(out.data() + (begin - first), words.data() + (begin - from), count * sizeof(Word));
        }
    }
    return end < total || reader.atEnd();
}

template bool decodeColumn(framing::ByteView, std::size_t, std::size_t, std::span<std::uint8_t>, CodecPath);
template bool decodeColumn(framing::ByteView, std::size_t, std::size_t, std::span<std::uint16_t>, CodecPath);
template bool decodeColumn(framing::ByteView, std::size_t, std::size_t, std::span<std::uint32_t>, CodecPath);

} // namespace device_link
