// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/token_account.h"

#include <QString>

#include <optional>

namespace profiles {

/// An amount of money at a stated price version; integer micro-units of the currency.
struct Money {
    qint64 micro = 0;
    bool rounded = false; ///< the exact amount is not a whole number of micro-units; half a unit goes away from zero
    QString currency;
    QString priceVersion;
};

/// Price of an amount of the account, at the account's price. Empty when the result does not fit 64 bits.
[[nodiscard]] std::optional<Money> moneyOf(qint64 amountMicro, const device_link::AccountState &account);

/// Micro-units as a plain decimal: "12.5", "-0.000001", "3". Point as separator, no grouping, no rounding; at least
/// decimals digits after the point (0 to 6).
[[nodiscard]] QString formatMicro(qint64 micro, int decimals = 0);

/// The reverse; at most 6 digits after the point. Empty when it is not such a number or does not fit.
[[nodiscard]] std::optional<qint64> parseMicro(const QString &text);

} // namespace profiles
