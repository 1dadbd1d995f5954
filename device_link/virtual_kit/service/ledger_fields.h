// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "token_account.h"

#include <QCborMap>

namespace virtual_kit {

/// The keys of event `ledger` (PROTOCOL.md §6).
[[nodiscard]] QCborMap ledgerFields(const LedgerEntry &entry);

} // namespace virtual_kit
