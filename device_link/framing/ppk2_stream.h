// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ppk2_words.h"

#include <optional>
#include <vector>

namespace framing {

/// A sample and how many are missing right before it, as far as its counter tells.
struct Ppk2Item {
    Ppk2Sample sample;
    std::uint8_t missingBefore = 0; ///< 0...63: the number itself is known modulo 64 only (ppk2_loss.h)
    friend bool operator==(const Ppk2Item &, const Ppk2Item &) = default;
};

struct Ppk2StreamCounters {
    std::uint64_t samples = 0;
    std::uint64_t jumps = 0;     ///< of the counter, taken as losses
    std::uint64_t unstable = 0;  ///< samples whose counter was odd for a moment: nothing was lost
    std::uint64_t realigned = 0; ///< times that bytes were missing and words were found anew
};

/// Cuts the bytes of a stream into samples. Reads end anywhere: 0 to 3 bytes are kept for the next one.
///
/// Nothing marks where a word begins but its counter, which goes up by one. So a counter that is not the expected one
/// is judged by the words after it, which are held back until then (at most 16):
///  - after at most 5 odd ones it goes on as before: the meter does that now and then, nothing is missing;
///  - it goes on from the new value for 6 words: samples are missing before the first of them;
///  - it does so only when 1 to 3 bytes are skipped: bytes were lost, and with them samples;
///  - none of these: the words are taken as they come, one after the other.
/// The first words of a stream are held back alike until their counters follow each other.
class Ppk2Stream
{
public:
    /// Appends what is certain by now to out.
    void feed(ByteView bytes, std::vector<Ppk2Item> &out);
    /// A stream begins: the remainder of the one before is not for it.
    void reset();
    [[nodiscard]] const Ppk2StreamCounters &counters() const { return m_counters; }

private:
    enum class Verdict : std::uint8_t { Wait, Decided };
    [[nodiscard]] std::size_t wordsFrom(std::size_t at) const;
    [[nodiscard]] std::uint8_t counterAt(std::size_t at, std::size_t word) const;
    [[nodiscard]] bool runs(std::size_t at) const;
    [[nodiscard]] std::size_t oddOnes(std::size_t at) const;
    Verdict judge(std::vector<Ppk2Item> &out);
    void take(std::uint8_t missingBefore, std::vector<Ppk2Item> &out);
    void takeJump(std::vector<Ppk2Item> &out);

    Bytes m_bytes;        ///< not yet taken
    std::size_t m_at = 0; ///< where in m_bytes the next word begins
    std::optional<std::uint8_t> m_expected;
    Ppk2StreamCounters m_counters;
};

} // namespace framing
