// SPDX-License-Identifier: GPL-3.0-or-later
#include "pyramid_chunk.h"

#include "device_link/capture/file/column_codec.h"
#include "device_link/capture/file/little_endian.h"

#include <array>

namespace device_link {

namespace {

/// The columns of a channel. Sums are told from the smallest value on, and squares as those of the distances from the
/// mean: what is left is the noise of the trace, which takes few bits.
enum Column : std::size_t { Min, Span, SumLow, SumHigh, SquaresLow, SquaresMiddle, SquaresHigh, Columns };
constexpr std::int64_t kMinBias = std::int64_t(1) << 31;
constexpr std::int64_t kLargestLinear = std::int64_t(1) << 30; ///< SampleScale stays below it
constexpr unsigned kWordBits = 32;

using Words = std::vector<std::uint32_t>;
__extension__ using Signed = __int128;

Signed meanBelow(std::int64_t sum, std::uint32_t count)
{
    const std::int64_t mean = sum / std::int64_t(count);
    return mean * std::int64_t(count) > sum ? mean - 1 : mean;
}

std::array<Words, Columns> columnsOf(const std::vector<PyramidEntry> &entries, const Words &counts)
{
    std::array<Words, Columns> columns;
    for (Words &column : columns)
        column.reserve(entries.size());
    std::int64_t lastMin = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const SampleReduction &reduction = entries[i].reduction;
        std::uint64_t sum = 0;
        WideCount squares = 0;
        std::uint32_t span = 0;
        if (counts[i] > 0) {
            lastMin = reduction.min;
            span = static_cast<std::uint32_t>(std::int64_t(reduction.max) - reduction.min);
            sum = static_cast<std::uint64_t>(reduction.sum - std::int64_t(counts[i]) * reduction.min);
            const Signed mean = meanBelow(reduction.sum, counts[i]);
            squares = entries[i].squares - static_cast<WideCount>(2 * mean * reduction.sum)
                + static_cast<WideCount>(mean * mean * counts[i]);
        }
        columns[Min].push_back(static_cast<std::uint32_t>(lastMin + kMinBias));
        columns[Span].push_back(span);
        columns[SumLow].push_back(static_cast<std::uint32_t>(sum));
        columns[SumHigh].push_back(static_cast<std::uint32_t>(sum >> kWordBits));
        columns[SquaresLow].push_back(static_cast<std::uint32_t>(squares));
        columns[SquaresMiddle].push_back(static_cast<std::uint32_t>(squares >> kWordBits));
        columns[SquaresHigh].push_back(static_cast<std::uint32_t>(squares >> (2 * kWordBits)));
    }
    return columns;
}

class ChunkReader
{
public:
    ChunkReader(framing::ByteView bytes, const ChunkWish &wish)
        : m_bytes(bytes)
        , m_wish(wish)
    {
    }

    [[nodiscard]] bool read(PyramidRun &run)
    {
        const std::size_t columns = 1 + Columns * m_wish.channels;
        if (m_wish.count == 0 || m_wish.first + m_wish.count > kChunkEntries || m_wish.channel >= m_wish.channels
            || m_bytes.size() < columns * sizeof(std::uint32_t))
            return false;
        m_column.resize(columns);
        framing::ByteView rest = m_bytes.subspan(columns * sizeof(std::uint32_t));
        for (std::size_t i = 0; i < columns; ++i) {
            const std::size_t size = fieldAt<std::uint32_t>(m_bytes, i * sizeof(std::uint32_t));
            if (size > rest.size())
                return false;
            m_column[i] = rest.first(size);
            rest = rest.subspan(size);
        }
        run.first = m_wish.first;
        return rest.empty() && decode(0, run.counts) && readCounts(run) && readReductions(run)
            && (!m_wish.squares || readSquares(run));
    }

private:
    [[nodiscard]] bool decode(std::size_t column, Words &words) const
    {
        words.resize(m_wish.count);
        return decodeColumn<std::uint32_t>(m_column[column], m_wish.count, 0, words);
    }
    [[nodiscard]] bool decode(Column column, Words &words) const
    {
        return decode(1 + m_wish.channel * Columns + column, words);
    }

    [[nodiscard]] bool readCounts(PyramidRun &run) const
    {
        const std::uint32_t full = std::uint32_t(1) << pyramidBits(m_wish.level);
        run.whole = true;
        for (const std::uint32_t count : run.counts) {
            if (count > full)
                return false;
            run.whole = run.whole && count == full;
        }
        return true;
    }

    [[nodiscard]] bool readReductions(PyramidRun &run) const
    {
        Words min, span, low, high;
        if (!decode(Min, min) || !decode(Span, span) || !decode(SumLow, low) || !decode(SumHigh, high))
            return false;
        run.reductions.resize(m_wish.count);
        bool good = true;
        for (std::size_t i = 0; i < m_wish.count; ++i) {
            if (run.counts[i] == 0)
                continue;
            const std::int64_t least = std::int64_t(min[i]) - kMinBias;
            const std::int64_t most = least + span[i];
            const std::uint64_t sum = std::uint64_t(high[i]) << kWordBits | low[i];
            good = good && least > -kLargestLinear && most < kLargestLinear
                && sum <= std::uint64_t(run.counts[i]) * span[i];
            if (!good)
                return false;
            run.reductions[i] = {static_cast<std::int32_t>(least), static_cast<std::int32_t>(most),
                static_cast<std::int64_t>(sum) + std::int64_t(run.counts[i]) * least};
        }
        return true;
    }

    [[nodiscard]] bool readSquares(PyramidRun &run) const
    {
        Words low, middle, high;
        if (!decode(SquaresLow, low) || !decode(SquaresMiddle, middle) || !decode(SquaresHigh, high))
            return false;
        run.squares.resize(m_wish.count);
        for (std::size_t i = 0; i < m_wish.count; ++i) {
            if (run.counts[i] == 0)
                continue;
            const std::int64_t sum = run.reductions[i].sum;
            const Signed mean = meanBelow(sum, run.counts[i]);
            const WideCount around = WideCount(high[i]) << (2 * kWordBits) | WideCount(middle[i]) << kWordBits | low[i];
            run.squares[i]
                = around + static_cast<WideCount>(2 * mean * sum) - static_cast<WideCount>(mean * mean * run.counts[i]);
        }
        return true;
    }

    framing::ByteView m_bytes;
    const ChunkWish &m_wish;
    std::vector<framing::ByteView> m_column;
};

} // namespace

std::size_t PyramidRun::bytes() const
{
    return sizeof *this + counts.capacity() * sizeof(std::uint32_t) + reductions.capacity() * sizeof(SampleReduction)
        + squares.capacity() * sizeof(WideCount);
}

void encodeChunk(const PyramidChunk &chunk, framing::Bytes &out)
{
    const std::size_t start = out.size();
    out.resize(start + (1 + Columns * chunk.channels.size()) * sizeof(std::uint32_t));
    std::size_t number = 0;
    const auto put = [&](const Words &words) {
        const std::size_t before = out.size();
        encodeColumn<std::uint32_t>(words, out);
        const auto size = static_cast<std::uint32_t>(out.size() - before);
        std::memcpy(out.data() + start + sizeof size * number++, &size, sizeof size);
    };
    put(chunk.counts);
    for (const std::vector<PyramidEntry> &entries : chunk.channels)
        for (const Words &column : columnsOf(entries, chunk.counts))
            put(column);
}

Result<PyramidRun> decodeChunk(framing::ByteView bytes, const ChunkWish &wish)
{
    PyramidRun run;
    if (!ChunkReader(bytes, wish).read(run))
        return fail(Fault::BadFile, QStringLiteral("a chunk of the pyramid is not what it should be"));
    return run;
}

} // namespace device_link
