// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording_example.h"

#include "device_link/capture/recorded/recorded_samples.h"
#include "device_link/capture/sample_store.h"

#include <bit>
#include <random>

/// The same words, stamps and gaps in a store and in a recording.
class RecordedPair
{
public:
    using Cause = device_link::SampleGap::Cause;

    /// segmentFrames: of the recording's records. The file must not be there.
    RecordedPair(const QString &path, device_link::SampleStreamInfo info, std::uint32_t segmentFrames)
        : store(info)
        , m_random(segmentFrames)
        , m_info(std::move(info))
    {
        auto made = device_link::RecordingFileWriter::create(path, recording_example::fileInfo(), {0, segmentFrames});
        if (made)
            m_writer = std::move(*made);
        const auto begun
            = m_writer ? m_writer->beginStream(m_info) : device_link::fail(device_link::Fault::CannotWrite);
        good = begun.has_value();
    }

    /// Appends blocks of random lengths and words until count indices are used, now and then after a gap.
    void fill(std::uint64_t count, std::size_t longestGap)
    {
        while (good && m_next < count) {
            if (m_random() % 6 == 0)
                leaveOut(1 + m_random() % (m_random() % 3 == 0 ? longestGap : 70));
            append(1 + m_random() % (m_random() % 5 == 0 ? 6'000 : 200));
        }
    }

    void leaveOut(std::uint64_t count)
    {
        m_cause = static_cast<Cause>(m_random() % 6);
        if (m_cause != Cause::Unknown || m_next == 0) // the writer tells of it by itself, but for the first
            good = good
                && m_writer->addGap(0, {m_next, count, static_cast<device_link::RecordedGap::Cause>(m_cause)})
                       .has_value();
        m_next += count;
    }

    void append(std::size_t frames)
    {
        framing::Bytes words;
        words.reserve(frames * m_info.bytesPerFrame());
        for (std::size_t i = 0; i < frames; ++i) {
            if (m_random() % 300 == 0)
                m_range = static_cast<std::uint32_t>(m_random());
            for (const device_link::SampleChannel &channel : m_info.channels)
                addWord(channel, words);
        }
        // A stamp that goes back now and then, which no map may use.
        const std::int64_t time
            = recording_example::timeOf(m_next) - (m_random() % 20 == 0 ? 900'000 : m_random() % 5'000);
        good = good && m_writer->addFrames(0, m_next, time, words).has_value()
            && store.append(m_next, time, words, m_cause);
        m_next += frames;
    }

    /// Ends the recording.
    [[nodiscard]] bool close() { return good && m_writer->close().has_value(); }
    [[nodiscard]] bool sync() { return good && m_writer->sync().has_value(); }

    device_link::SampleStore store;
    bool good = false;

private:
    void addWord(const device_link::SampleChannel &channel, framing::Bytes &words)
    {
        std::uint32_t word = static_cast<std::uint32_t>(m_random());
        if (channel.bits == 32)
            word = static_cast<std::uint32_t>(static_cast<std::int32_t>(word) >> 8);
        if (channel.bits == 16)
            word = 9'000 + word % 2'000;
        if (channel.rangeBits > 0)
            word |= static_cast<std::uint32_t>(m_range % channel.ranges.size()) << (channel.bits - channel.rangeBits);
        for (std::size_t i = 0; i < channel.wordBytes(); ++i, word >>= 8)
            words.push_back(static_cast<std::uint8_t>(word));
    }

    std::mt19937 m_random;
    const device_link::SampleStreamInfo m_info;
    std::unique_ptr<device_link::RecordingFileWriter> m_writer;
    std::uint64_t m_next = 0;
    std::uint32_t m_range = 0;
    Cause m_cause = Cause::Unknown;
};

namespace recorded_pair {

using namespace device_link;

/// Empty, or what differs.
inline QString viewDiffers(const SampleView &a, const SampleView &b, std::size_t channel, std::uint64_t first,
    std::uint64_t last, std::size_t columns)
{
    std::vector<SampleColumn> ours(columns);
    std::vector<SampleColumn> theirs(columns);
    a.view(channel, first, last, ours);
    b.view(channel, first, last, theirs);
    for (std::size_t i = 0; i < columns; ++i) {
        const SampleColumn &x = ours[i];
        const SampleColumn &y = theirs[i];
        if (x.min != y.min || x.max != y.max || x.mean != y.mean || x.count != y.count || x.gap != y.gap)
            return QStringLiteral("column %1 of %2 over %3 to %4 of channel %5: %6 %7 samples")
                .arg(i)
                .arg(columns)
                .arg(first)
                .arg(last)
                .arg(channel)
                .arg(x.count)
                .arg(y.count);
    }
    return {};
}

inline bool sameStats(const SampleStats &x, const SampleStats &y)
{
    return x.count == y.count && x.missing == y.missing && x.paused == y.paused && x.min == y.min && x.max == y.max
        && x.mean == y.mean && x.rms == y.rms && x.stddev == y.stddev && x.sum == y.sum;
}

inline bool sameValues(const std::vector<float> &a, const std::vector<float> &b)
{
    return std::ranges::equal(
        a, b, [](float x, float y) { return std::bit_cast<std::uint32_t>(x) == std::bit_cast<std::uint32_t>(y); });
}

inline bool sameGap(const SampleGap &x, const SampleGap &y)
{
    return x.firstIndex == y.firstIndex && x.count == y.count && x.cause == y.cause;
}

/// Everything that a view says of random ranges. Empty, or what differs.
inline QString differs(const SampleView &ours, const SampleView &theirs, std::uint32_t seed, int rounds)
{
    if (ours.beginIndex() != theirs.beginIndex() || ours.endIndex() != theirs.endIndex()
        || ours.channelCount() != theirs.channelCount() || ours.lostSamples() != theirs.lostSamples()
        || ours.received() != theirs.received())
        return QStringLiteral("bounds or totals");
    if (!std::ranges::equal(ours.gaps(), theirs.gaps(), sameGap))
        return QStringLiteral("gaps");
    std::mt19937_64 random(seed);
    constexpr double quantiles[] = {0, 0.01, 0.5, 0.9, 1};
    for (int i = 0; i < rounds; ++i) {
        const std::size_t channel = random() % ours.channelCount();
        const std::uint64_t all = theirs.endIndex() + 1'000;
        const std::uint64_t longest = std::max<std::uint64_t>(2, all >> random() % 20);
        const std::uint64_t first = random() % all;
        const std::uint64_t last = first + 1 + random() % longest;
        if (QString view = viewDiffers(ours, theirs, channel, first, last, 1 + random() % 300); !view.isEmpty())
            return view;
        const QString where = QStringLiteral(" of %1 to %2 of channel %3").arg(first).arg(last).arg(channel);
        if (!sameStats(ours.stats(channel, first, last), theirs.stats(channel, first, last)))
            return QStringLiteral("statistics") + where;
        if (!sameValues(ours.values(channel, first, last, 3'000), theirs.values(channel, first, last, 3'000)))
            return QStringLiteral("values") + where;
        if (i % 16 == 0
            && ours.percentiles(channel, first, last, quantiles) != theirs.percentiles(channel, first, last, quantiles))
            return QStringLiteral("percentiles") + where;
        if (ours.kitTimeOf(first) != theirs.kitTimeOf(first))
            return QStringLiteral("time") + where;
        const std::int64_t time = theirs.kitTimeOf(first) + std::int64_t(random() % 20'000) - 10'000;
        if (ours.indexAt(time) != theirs.indexAt(time))
            return QStringLiteral("index") + where;
    }
    return {};
}

} // namespace recorded_pair
