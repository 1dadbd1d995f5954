// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <span>

namespace profiles {

/// What a cell is made of: how its voltage falls.
enum class CellKind : std::uint8_t { LithiumIon, LithiumCoin, AlkalinePair };

/// A cell of a usual size. Every figure is assumed, from what such cells are sold as; none is of a certain product.
struct BatteryCell {
    const char *id; ///< "lipo150": stable
    CellKind kind;
    double capacityMah;
    double nominalV;
    double cutoffV;               ///< at which a device of today turns off
    double selfDischargePerMonth; ///< 0...1
    double peakA;                 ///< more than this for more than moments it does not give
};

[[nodiscard]] std::span<const BatteryCell> batteryCells();
/// Null: there is no such cell.
[[nodiscard]] const BatteryCell *batteryCell(const QString &id);
/// The cell that a kind of device ("toy", "glasses", "wearable") usually has; of any other a middling one.
[[nodiscard]] const BatteryCell &usualCell(const QString &deviceKind);

/// Share (0...1) of the capacity that has been drawn when the voltage at rest has fallen to cutoffV: 1 at or below the
/// end of the curve, 0 at or above that of a full cell. Not a number: 0.
[[nodiscard]] double usableShare(CellKind kind, double cutoffV);

} // namespace profiles
