// SPDX-License-Identifier: GPL-3.0-or-later
#include "token_account.h"

#include <algorithm>
#include <array>
#include <utility>

namespace virtual_kit {

std::string_view name(LedgerEntry::Kind kind)
{
    constexpr std::array<std::string_view, 5> names{"grant", "reserve", "commit", "release", "adjust"};
    return names[static_cast<std::size_t>(kind)];
}

TokenAccount::TokenAccount(Clock clock)
    : m_clock(std::move(clock))
{
}

void TokenAccount::grant(std::int64_t amount, std::string note)
{
    const std::int64_t granted = std::clamp<std::int64_t>(amount, 0, kLargest - m_balance);
    if (granted == 0)
        return;
    m_balance += granted;
    append(LedgerEntry::Kind::Grant, granted, {}, std::move(note));
}

void TokenAccount::adjust(std::int64_t amount, std::string note)
{
    const std::int64_t change = std::clamp<std::int64_t>(amount, -available(), kLargest - m_balance);
    m_balance += change;
    append(LedgerEntry::Kind::Adjust, change, {}, std::move(note));
}

bool TokenAccount::reserve(const std::string &prompt, std::int64_t amount)
{
    if (amount <= 0 || amount > available() || m_open.contains(prompt))
        return false;
    m_open.emplace(prompt, amount);
    m_reserved += amount;
    append(LedgerEntry::Kind::Reserve, amount, prompt, {});
    return true;
}

std::optional<std::uint64_t> TokenAccount::settle(const std::string &prompt, std::int64_t charge, std::string note)
{
    const auto it = m_open.find(prompt);
    if (it == m_open.end())
        return std::nullopt;
    const std::int64_t held = it->second;
    m_open.erase(it);
    const std::int64_t charged = std::clamp<std::int64_t>(charge, 0, held);
    m_balance -= charged;
    m_reserved -= charged;
    const std::uint64_t commit = append(LedgerEntry::Kind::Commit, -charged, prompt, std::move(note));
    if (held > charged) {
        m_reserved -= held - charged;
        append(LedgerEntry::Kind::Release, -(held - charged), prompt, {});
    }
    return commit;
}

std::uint64_t TokenAccount::append(LedgerEntry::Kind kind, std::int64_t amount, std::string prompt, std::string note)
{
    LedgerEntry entry;
    entry.number = m_entries.size() + 1;
    std::tie(entry.bootId, entry.kitTime) = m_clock();
    entry.kind = kind;
    entry.amount = amount;
    entry.balance = m_balance;
    entry.reserved = m_reserved;
    entry.prompt = std::move(prompt);
    entry.note = std::move(note);
    m_entries.push_back(entry);
    if (onEntry)
        onEntry(entry);
    return entry.number;
}

} // namespace virtual_kit
