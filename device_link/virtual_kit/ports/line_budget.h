// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link_time.h"

#include <cstddef>
#include <cstdint>

namespace virtual_kit {

/// How many bytes a line of a given speed lets out by now. Unused time is kept for 10 ms at most, so that a late
/// wake-up is caught up but no burst follows a pause.
class LineBudget
{
public:
    /// bytesPerSecond: 0 is a line without limit; at most 1e9.
    explicit LineBudget(std::uint64_t bytesPerSecond = 0);

    [[nodiscard]] bool unlimited() const { return m_bytesPerSecond == 0; }
    [[nodiscard]] std::uint64_t bytesPerSecond() const { return m_bytesPerSecond; }
    void advanceTo(LinkTime now);
    [[nodiscard]] std::size_t available() const;
    void spend(std::size_t bytes);
    /// When that many bytes (at most 10 ms of the line are considered) can leave; now or later.
    [[nodiscard]] LinkTime readyAt(std::size_t bytes) const;

private:
    std::uint64_t m_bytesPerSecond;
    std::int64_t m_cap = 0;    ///< byte * ns / s
    std::int64_t m_credit = 0; ///< byte * ns / s: 1e9 is one byte
    LinkTime m_now = 0;
};

} // namespace virtual_kit
