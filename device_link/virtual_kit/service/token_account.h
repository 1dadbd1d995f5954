// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace virtual_kit {

/// One line of the ledger; never changed or removed. Amounts in micro-units, 1 token = 1 000 000.
struct LedgerEntry {
    enum class Kind : std::uint8_t { Grant, Reserve, Commit, Release, Adjust };
    std::uint64_t number = 0; ///< from 1, without gaps
    std::uint32_t bootId = 0;
    std::int64_t kitTime = 0;
    Kind kind = Kind::Grant;
    std::int64_t amount = 0;   ///< grant, commit, adjust: change of the balance; reserve, release: of what is reserved
    std::int64_t balance = 0;  ///< after it
    std::int64_t reserved = 0; ///< after it
    std::string prompt;        ///< of a reserve, commit or release
    std::string note;
};
[[nodiscard]] std::string_view name(LedgerEntry::Kind kind); ///< wire names

/// The token account: balance and open reservations follow from the append-only ledger. Lives in flash, so it outlives
/// boots. Always 0 <= reserved() <= balance(); a reservation ends by exactly one commit, and by a release of what
/// the commit left.
class TokenAccount
{
public:
    /// Where and when an entry is made: boot id and kit time.
    using Clock = std::function<std::pair<std::uint32_t, std::int64_t>()>;
    explicit TokenAccount(Clock clock);

    static constexpr std::int64_t kMicro = 1'000'000;                    ///< micro-units per token
    static constexpr std::int64_t kLargest = 1'000'000'000'000 * kMicro; ///< balances stay below

    /// amount above 0; cut so that the balance stays below kLargest.
    void grant(std::int64_t amount, std::string note);
    /// Changes the balance by amount, cut so that what is reserved stays covered.
    void adjust(std::int64_t amount, std::string note);
    /// False, and no entry, when less than amount is available or the prompt has a reservation already.
    [[nodiscard]] bool reserve(const std::string &prompt, std::int64_t amount);
    /// Ends the prompt's reservation: charges at most what was reserved, releases the rest. The number of the commit
    /// entry; empty when there is no such reservation.
    std::optional<std::uint64_t> settle(const std::string &prompt, std::int64_t charge, std::string note = {});

    [[nodiscard]] std::int64_t balance() const { return m_balance; }
    [[nodiscard]] std::int64_t reserved() const { return m_reserved; }
    [[nodiscard]] std::int64_t available() const { return m_balance - m_reserved; }
    [[nodiscard]] const std::vector<LedgerEntry> &entries() const { return m_entries; }

    std::function<void(const LedgerEntry &)> onEntry; ///< after each entry

private:
    std::uint64_t append(LedgerEntry::Kind kind, std::int64_t amount, std::string prompt, std::string note);
    Clock m_clock;
    std::int64_t m_balance = 0;
    std::int64_t m_reserved = 0;
    std::map<std::string, std::int64_t> m_open; ///< reservations by prompt
    std::vector<LedgerEntry> m_entries;
};

} // namespace virtual_kit
