// SPDX-License-Identifier: GPL-3.0-or-later
#include "block_choice.h"
#include "column_codec.h"

namespace device_link {

namespace {

/// Writes a column into room made for the worst case: control bytes first, the blocks' bytes after them.
template <typename Word>
class ColumnWriter
{
public:
    ColumnWriter(const BlockKernels<Word> &kernels, std::uint8_t *controls, std::uint8_t *at)
        : m_kernels(kernels)
        , m_control(controls)
        , m_at(at)
    {
    }

    void add(const Word *words)
    {
        const BlockPlan<Word> plan = chooseBlock(m_kernels, words, m_hasLast ? &m_last : nullptr);
        *m_control++ = static_cast<std::uint8_t>(
            (unsigned(plan.mode) << 6) | (plan.exceptions > 0 ? plan.width + kExceptionWidths : plan.width));
        if (plan.mode != BlockMode::OffsetAgain)
            put(plan.reference);
        if (plan.mode == BlockMode::Difference || plan.mode == BlockMode::TwoReferences)
            put(plan.second);
        if (plan.mode == BlockMode::TwoReferences)
            addTwoReferences(words, plan);
        else if (plan.mode == BlockMode::Difference)
            addDifferences(words, plan);
        else
            addOffsets(words, plan);
        if (plan.exceptions > 0)
            addExceptions(words, plan);
    }
    [[nodiscard]] std::uint8_t *end() const { return m_at; }

private:
    void put(Word word)
    {
        std::memcpy(m_at, &word, sizeof word);
        m_at += sizeof word;
    }

    void pack(const Word *words, Word reference, unsigned width)
    {
        m_kernels.pack(words, reference, width, m_at);
        m_at += width * kBlockVector;
    }

    void addOffsets(const Word *words, const BlockPlan<Word> &plan)
    {
        pack(words, plan.reference, plan.width);
        m_last = plan;
        m_hasLast = true;
    }

    void addDifferences(const Word *words, const BlockPlan<Word> &plan)
    {
        BlockOf<Word> differences;
        differencesOf(words, differences);
        pack(differences.data(), plan.reference, plan.width);
    }

    void addTwoReferences(const Word *words, const BlockPlan<Word> &plan)
    {
        BlockOf<Word> offsets;
        std::memset(m_at, 0, kBlockVector);
        for (std::size_t i = 0; i < kBlockWords; ++i) {
            const bool upper = words[i] >= plan.second;
            m_at[i / 8] = static_cast<std::uint8_t>(m_at[i / 8] | (unsigned(upper) << i % 8));
            offsets[i] = static_cast<Word>(words[i] - (upper ? plan.second : plan.reference));
        }
        m_at += kBlockVector;
        pack(offsets.data(), 0, plan.width);
    }

    void addExceptions(const Word *words, const BlockPlan<Word> &plan)
    {
        const auto span = static_cast<Word>((std::uint64_t(1) << plan.width) - 1);
        std::array<std::uint8_t, kBlockWords> positions;
        m_kernels.findOutside(words, plan.reference, span, positions.data());
        *m_at++ = static_cast<std::uint8_t>(plan.exceptions);
        std::memcpy(m_at, positions.data(), plan.exceptions);
        m_at += plan.exceptions;
        for (unsigned i = 0; i < plan.exceptions; ++i)
            put(words[positions[i]]);
    }

    const BlockKernels<Word> &m_kernels;
    std::uint8_t *m_control;
    std::uint8_t *m_at;
    BlockPlan<Word> m_last;
    bool m_hasLast = false;
};

} // namespace

template <typename Word>
void encodeColumn(std::span<const Word> words, framing::Bytes &out, CodecPath path)
{
    const std::size_t blocks = (words.size() + kBlockWords - 1) / kBlockWords;
    const std::size_t start = out.size();
    // No block is greater than one in mode Offset at full width.
    out.resize(start + blocks * (1 + sizeof(Word) + kBlockWords * sizeof(Word)));
    ColumnWriter<Word> writer(blockKernels<Word>(path), out.data() + start, out.data() + start + blocks);
    const std::size_t whole = words.size() / kBlockWords;
    for (std::size_t block = 0; block < whole; ++block)
        writer.add(words.data() + block * kBlockWords);
    if (whole < blocks) {
        BlockOf<Word> last;
        const std::size_t count = words.size() - whole * kBlockWords;
        last.fill(words.back()); // costs the least in every mode
        std::memcpy(last.data(), words.data() + whole * kBlockWords, count * sizeof(Word));
        writer.add(last.data());
    }
    out.resize(static_cast<std::size_t>(writer.end() - out.data()));
}

template void encodeColumn(std::span<const std::uint8_t>, framing::Bytes &, CodecPath);
template void encodeColumn(std::span<const std::uint16_t>, framing::Bytes &, CodecPath);
template void encodeColumn(std::span<const std::uint32_t>, framing::Bytes &, CodecPath);

} // namespace device_link
