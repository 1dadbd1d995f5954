// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger_check.h"

namespace profiles {

using device_link::LedgerEntry;

namespace {

enum class Kind : std::uint8_t { Grant, Reserve, Commit, Release, Adjust, Unknown };

Kind kindOf(const QString &kind)
{
    if (kind == QLatin1String("grant"))
        return Kind::Grant;
    if (kind == QLatin1String("reserve"))
        return Kind::Reserve;
    if (kind == QLatin1String("commit"))
        return Kind::Commit;
    if (kind == QLatin1String("release") || kind == QLatin1String("expire"))
        return Kind::Release;
    return kind == QLatin1String("adjust") ? Kind::Adjust : Kind::Unknown;
}

class LedgerWalk
{
public:
    explicit LedgerWalk(const QList<LedgerEntry> &entries)
        : m_partial(!entries.isEmpty() && entries.first().number != 1)
    {
        if (m_partial) {
            const LedgerEntry &first = entries.first();
            m_next = first.number;
            m_report.balanceMicro = first.balanceMicro - (movesBalance(first) ? first.amountMicro : 0);
            m_report.reservedMicro = first.reservedMicro - (movesBalance(first) ? 0 : first.amountMicro);
            m_reservedUnknown = kindOf(first.kind) == Kind::Commit;
        }
    }

    void step(const LedgerEntry &entry)
    {
        if (entry.number != m_next)
            find(LedgerFindingKind::NumberGap, entry, qint64(m_next), qint64(entry.number));
        m_next = entry.number + 1;
        const qint64 balance = m_report.balanceMicro + (movesBalance(entry) ? entry.amountMicro : 0);
        const qint64 reserved = m_report.reservedMicro + moveReservation(entry);
        if (entry.balanceMicro != balance)
            find(LedgerFindingKind::BalanceMismatch, entry, balance, entry.balanceMicro);
        if (entry.reservedMicro != reserved && !std::exchange(m_reservedUnknown, false))
            find(LedgerFindingKind::ReservedMismatch, entry, reserved, entry.reservedMicro);
        if (entry.balanceMicro < entry.reservedMicro)
            find(LedgerFindingKind::NegativeAvailable, entry, 0, entry.balanceMicro - entry.reservedMicro);
        m_report.balanceMicro = entry.balanceMicro; // from what is stated, so that one fault is one finding
        m_report.reservedMicro = entry.reservedMicro;
        m_last = entry.number;
    }

    LedgerReport finish(const QStringList &running)
    {
        for (auto it = m_report.openReservations.cbegin(); it != m_report.openReservations.cend(); ++it) {
            if (!running.contains(it.key()))
                m_report.findings.append({LedgerFindingKind::NeverEnded, m_last, it.key(), 0, it.value()});
        }
        return m_report;
    }

private:
    static bool movesBalance(const LedgerEntry &entry)
    {
        const Kind kind = kindOf(entry.kind);
        return kind == Kind::Grant || kind == Kind::Commit || kind == Kind::Adjust;
    }

    /// Books the entry on its reservation and the sums; the change of the reserved amount.
    qint64 moveReservation(const LedgerEntry &entry)
    {
        const qint64 amount = entry.amountMicro;
        switch (kindOf(entry.kind)) {
        case Kind::Grant:
            m_report.grantedMicro += amount;
            checkSign(entry, amount >= 0);
            return 0;
        case Kind::Adjust: m_report.adjustedMicro += amount; return 0;
        case Kind::Reserve: return reserve(entry);
        case Kind::Commit: return commit(entry);
        case Kind::Release: return release(entry);
        case Kind::Unknown: find(LedgerFindingKind::UnknownKind, entry, 0, amount); break;
        }
        return 0;
    }

    qint64 reserve(const LedgerEntry &entry)
    {
        checkSign(entry, entry.amountMicro >= 0);
        if (m_report.openReservations.contains(entry.promptId))
            find(LedgerFindingKind::ReservedTwice, entry, m_report.openReservations[entry.promptId], entry.amountMicro);
        m_report.openReservations[entry.promptId] += entry.amountMicro;
        return entry.amountMicro;
    }

    qint64 commit(const LedgerEntry &entry)
    {
        const qint64 committed = -entry.amountMicro;
        m_report.committedMicro += committed;
        checkSign(entry, committed >= 0);
        const qint64 stated = entry.reservedMicro - m_report.reservedMicro;
        const auto open = m_report.openReservations.find(entry.promptId);
        if (open == m_report.openReservations.end()) {
            if (!m_partial)
                find(LedgerFindingKind::NotReserved, entry, 0, committed);
            return m_partial ? stated : 0;
        }
        if (committed > *open)
            find(LedgerFindingKind::Overrun, entry, *open, committed);
        const bool takesAll = stated == -*open;
        const qint64 taken = takesAll ? *open : qMin(*open, committed);
        *open -= taken;
        if (*open == 0)
            m_report.openReservations.erase(open);
        return -taken;
    }

    qint64 release(const LedgerEntry &entry)
    {
        checkSign(entry, entry.amountMicro <= 0);
        const auto open = m_report.openReservations.find(entry.promptId);
        if (open == m_report.openReservations.end()) {
            if (!m_partial && entry.amountMicro != 0)
                find(LedgerFindingKind::NotReserved, entry, 0, entry.amountMicro);
            return entry.amountMicro;
        }
        *open += entry.amountMicro;
        if (*open == 0)
            m_report.openReservations.erase(open);
        return entry.amountMicro;
    }

    void checkSign(const LedgerEntry &entry, bool good)
    {
        if (!good)
            find(LedgerFindingKind::WrongSign, entry, 0, entry.amountMicro);
    }

    void find(LedgerFindingKind kind, const LedgerEntry &entry, qint64 expected, qint64 actual)
    {
        m_report.findings.append({kind, entry.number, entry.promptId, expected, actual});
    }

    LedgerReport m_report;
    bool m_partial = false;
    bool m_reservedUnknown = false; ///< a part that begins with a commit: what it took of its reservation is not known
    quint64 m_next = 1, m_last = 0;
};

} // namespace

const char *ledgerFindingName(LedgerFindingKind kind)
{
    constexpr const char *kNames[] = {"numberGap", "balanceMismatch", "reservedMismatch", "unknownKind", "wrongSign",
        "notReserved", "reservedTwice", "overrun", "negativeAvailable", "neverEnded"};
    return kNames[static_cast<std::size_t>(kind)];
}

LedgerReport checkLedger(const QList<LedgerEntry> &entries, const QStringList &runningPrompts)
{
    LedgerWalk walk(entries);
    for (const LedgerEntry &entry : entries)
        walk.step(entry);
    return walk.finish(runningPrompts);
}

} // namespace profiles
