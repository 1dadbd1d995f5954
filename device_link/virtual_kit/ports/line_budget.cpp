// SPDX-License-Identifier: GPL-3.0-or-later
#include "line_budget.h"

#include <algorithm>
#include <limits>

namespace virtual_kit {

namespace {

constexpr std::int64_t kOneByte = 1'000'000'000;
constexpr LinkTime kKept = 10 * kLinkMillisecond;
constexpr std::uint64_t kMaxBytesPerSecond = 1'000'000'000;

} // namespace

LineBudget::LineBudget(std::uint64_t bytesPerSecond)
    : m_bytesPerSecond(std::min(bytesPerSecond, kMaxBytesPerSecond))
    , m_cap(std::max(kOneByte, static_cast<std::int64_t>(m_bytesPerSecond) * kKept))
{
}

void LineBudget::advanceTo(LinkTime now)
{
    const LinkTime passed = std::clamp<LinkTime>(now - m_now, 0, kLinkSecond);
    m_now = std::max(m_now, now);
    m_credit = std::min(m_cap, m_credit + passed * static_cast<std::int64_t>(m_bytesPerSecond));
}

std::size_t LineBudget::available() const
{
    if (unlimited())
        return std::numeric_limits<std::size_t>::max();
    return m_credit > 0 ? static_cast<std::size_t>(m_credit / kOneByte) : 0;
}

void LineBudget::spend(std::size_t bytes)
{
    if (!unlimited())
        m_credit -= static_cast<std::int64_t>(bytes) * kOneByte;
}

LinkTime LineBudget::readyAt(std::size_t bytes) const
{
    if (unlimited())
        return m_now;
    const auto wanted = static_cast<std::int64_t>(std::min<std::size_t>(bytes, 1'000'000'000)) * kOneByte;
    const std::int64_t missing = std::min(wanted, m_cap) - m_credit;
    if (missing <= 0)
        return m_now;
    const auto rate = static_cast<std::int64_t>(m_bytesPerSecond);
    return m_now + (missing + rate - 1) / rate;
}

} // namespace virtual_kit
