// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/token_account.h"

#include <QHash>
#include <QList>

namespace profiles {

/// What a ledger breaks.
enum class LedgerFindingKind : std::uint8_t {
    NumberGap,         ///< expected: the number that should follow; actual: the entry's
    BalanceMismatch,   ///< expected and actual balance after the entry, micro-units
    ReservedMismatch,  ///< expected and actual reserved amount after the entry
    UnknownKind,       ///< kind is none of grant, reserve, commit, release, expire, adjust
    WrongSign,         ///< a grant, reservation below zero, or a commit, release above; actual: the amount
    NotReserved,       ///< commit, release or expiry of a prompt without an open reservation
    ReservedTwice,     ///< a second reservation while the first is open
    Overrun,           ///< expected: reserved; actual: committed. An explicit finding, not a broken ledger
    NegativeAvailable, ///< actual: balance minus reserved
    NeverEnded,        ///< a reservation is still open at the end though its prompt is over; expected 0, actual open
};
[[nodiscard]] const char *ledgerFindingName(LedgerFindingKind kind);

struct LedgerFinding {
    LedgerFindingKind kind = LedgerFindingKind::NumberGap;
    quint64 entry = 0; ///< number of the entry
    QString promptId;
    qint64 expected = 0, actual = 0;
    friend bool operator==(const LedgerFinding &, const LedgerFinding &) = default;
};

struct LedgerReport {
    QList<LedgerFinding> findings;
    QHash<QString, qint64> openReservations;                        ///< prompt id, micro-units
    qint64 grantedMicro = 0, committedMicro = 0, adjustedMicro = 0; ///< sums; committed is positive
    qint64 balanceMicro = 0, reservedMicro = 0;                     ///< after the last entry, as stated
    [[nodiscard]] bool sound() const { return findings.isEmpty(); }
};

/// Checks entries in the order of the ledger. Entries that begin with number 1 are checked from zero; a later part is
/// checked from what its first entry states, and then ends of reservations made before it are not findings.
/// A commit ends its reservation: it takes the committed amount out of the reserved one and leaves the rest to a
/// release, or it takes all of it (both forms are used by metering systems and are recognised by the stated reserved
/// amount). runningPrompts: reservations of these may still be open at the end.
[[nodiscard]] LedgerReport checkLedger(
    const QList<device_link::LedgerEntry> &entries, const QStringList &runningPrompts);

} // namespace profiles
