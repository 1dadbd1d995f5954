// SPDX-License-Identifier: GPL-3.0-or-later
#include "ppk2_stream.h"

namespace framing {

namespace {

constexpr std::size_t kMostOdd = 5;
constexpr std::size_t kRun = 6;      ///< words whose counters follow each other are no accident
constexpr std::size_t kJudge = 7;    ///< words needed to tell odd ones from a jump
constexpr std::size_t kGiveUp = 16;  ///< words looked at before bytes are thought to be missing
constexpr std::uint8_t kModulo = 63; ///< mask of the counter

std::uint8_t plus(std::uint8_t counter, std::size_t steps)
{
    return static_cast<std::uint8_t>((counter + steps) & kModulo);
}

} // namespace

void Ppk2Stream::reset()
{
    m_bytes.clear();
    m_at = 0;
    m_expected.reset();
}

std::size_t Ppk2Stream::wordsFrom(std::size_t at) const
{
    return at < m_bytes.size() ? (m_bytes.size() - at) / kPpk2WordBytes : 0;
}

std::uint8_t Ppk2Stream::counterAt(std::size_t at, std::size_t word) const
{
    return parsePpk2Word(ByteView(m_bytes).subspan(at + word * kPpk2WordBytes, kPpk2WordBytes)).counter;
}

/// The counters of the words from here on follow each other.
bool Ppk2Stream::runs(std::size_t at) const
{
    if (wordsFrom(at) < kRun)
        return false;
    const std::uint8_t first = counterAt(at, 0);
    for (std::size_t word = 1; word < kRun; ++word) {
        if (counterAt(at, word) != plus(first, word))
            return false;
    }
    return true;
}

/// How many words after which the counter is where it should be; 0: it is not.
std::size_t Ppk2Stream::oddOnes(std::size_t at) const
{
    for (std::size_t odd = 1; m_expected && odd <= kMostOdd; ++odd) {
        if (counterAt(at, odd) == plus(*m_expected, odd) && counterAt(at, odd + 1) == plus(*m_expected, odd + 1))
            return odd;
    }
    return 0;
}

void Ppk2Stream::take(std::uint8_t missingBefore, std::vector<Ppk2Item> &out)
{
    out.push_back({parsePpk2Word(ByteView(m_bytes).subspan(m_at, kPpk2WordBytes)), missingBefore});
    m_at += kPpk2WordBytes;
    ++m_counters.samples;
}

void Ppk2Stream::takeJump(std::vector<Ppk2Item> &out)
{
    const std::uint8_t counter = counterAt(m_at, 0);
    const auto missing = m_expected ? static_cast<std::uint8_t>((counter - *m_expected) & kModulo) : std::uint8_t(0);
    m_counters.jumps += m_expected ? 1 : 0;
    take(missing, out);
    m_expected = plus(counter, 1);
}

Ppk2Stream::Verdict Ppk2Stream::judge(std::vector<Ppk2Item> &out)
{
    if (wordsFrom(m_at) < kJudge)
        return Verdict::Wait;
    if (const std::size_t odd = oddOnes(m_at); odd > 0) {
        for (std::size_t word = 0; word < odd; ++word)
            take(0, out);
        m_counters.unstable += odd;
        m_expected = plus(*m_expected, odd);
        return Verdict::Decided;
    }
    if (runs(m_at)) {
        takeJump(out);
        return Verdict::Decided;
    }
    if (wordsFrom(m_at) < kGiveUp)
        return Verdict::Wait;
    for (std::size_t skip = 1; skip < kPpk2WordBytes; ++skip) {
        if (!runs(m_at + skip))
            continue;
        m_at += skip;
        ++m_counters.realigned;
        takeJump(out);
        return Verdict::Decided;
    }
    take(0, out);
    ++m_counters.unstable;
    if (m_expected)
        m_expected = plus(*m_expected, 1);
    return Verdict::Decided;
}

void Ppk2Stream::feed(ByteView bytes, std::vector<Ppk2Item> &out)
{
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    while (wordsFrom(m_at) > 0) {
        if (m_expected && counterAt(m_at, 0) == *m_expected) {
            m_expected = plus(*m_expected, 1);
            take(0, out);
        } else if (judge(out) == Verdict::Wait) {
            break;
        }
    }
    m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_at));
    m_at = 0;
}

} // namespace framing
