// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/badge.h"

#include <QList>
#include <QString>

#include <optional>

namespace widgets {

class LedgerModel;

/// Entries as plain values, one record each, with a header record: amounts in tokens as exact decimals, as the kit
/// states them. RFC 4180: comma, CRLF, fields quoted where needed. Every record says where the figures come from.
[[nodiscard]] QString ledgerCsv(const LedgerModel &ledger, const QList<int> &rows, std::optional<Origin> origin);
/// The same separated by tabs and newlines: pastes into a spreadsheet.
[[nodiscard]] QString ledgerTable(const LedgerModel &ledger, const QList<int> &rows, std::optional<Origin> origin);

} // namespace widgets
