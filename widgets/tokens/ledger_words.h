// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/tokens/ledger_check.h"

#include <QString>

#include <optional>

namespace widgets {

/// "reserve", "commit", ... in the language of now; a kind that is not known stays as the kit says it.
[[nodiscard]] QString ledgerKindWord(const QString &wireName);
/// Where the tokens went: "available → reserved". Empty for a kind that is not known.
[[nodiscard]] QString ledgerMoveWord(const QString &wireName);
/// Whether an entry changes the balance itself, so that it is worth money.
[[nodiscard]] bool movesBalance(const QString &wireName);
/// The movement as the holder of the account sees it: a reservation takes from what is available, a release gives.
[[nodiscard]] qint64 movementMicro(const device_link::LedgerEntry &entry);

/// "413 101", with all its decimals when it is not a whole number of tokens.
[[nodiscard]] QString tokenFigure(qint64 micro);
[[nodiscard]] QString signedTokenFigure(qint64 micro); ///< also plus
/// What a finding means, one sentence that names its entry.
[[nodiscard]] QString findingSentence(const profiles::LedgerFinding &finding);

} // namespace widgets
