// SPDX-License-Identifier: GPL-3.0-or-later
#include "battery_cells.h"

#include <algorithm>
#include <array>

namespace profiles {
namespace {

constexpr std::array<BatteryCell, 9> kCells{{
    {"lipo100", CellKind::LithiumIon, 100, 3.7, 3.3, 0.03, 0.2},
    {"lipo150", CellKind::LithiumIon, 150, 3.7, 3.3, 0.03, 0.3},
    {"lipo250", CellKind::LithiumIon, 250, 3.7, 3.3, 0.03, 0.5},
    {"lipo400", CellKind::LithiumIon, 400, 3.7, 3.3, 0.03, 0.8},
    {"lipo500", CellKind::LithiumIon, 500, 3.7, 3.3, 0.03, 1},
    {"lipo1000", CellKind::LithiumIon, 1000, 3.7, 3.3, 0.03, 2},
    {"cr2032", CellKind::LithiumCoin, 225, 2.9, 2, 0.001, 0.015},
    {"aaa2", CellKind::AlkalinePair, 1100, 2.5, 1.8, 0.002, 0.8},
    {"aa2", CellKind::AlkalinePair, 2500, 2.5, 1.8, 0.002, 1.5},
}};

/// Voltage at rest over what has been drawn; rising share, falling voltage.
struct CurvePoint {
    double share, volts;
};
constexpr std::array<CurvePoint, 6> kLithiumIon{
    {{0, 4.18}, {0.25, 3.95}, {0.5, 3.8}, {0.75, 3.7}, {0.9, 3.6}, {1, 3.2}}};
constexpr std::array<CurvePoint, 6> kCoin{{{0, 3.05}, {0.5, 2.9}, {0.8, 2.8}, {0.92, 2.6}, {0.97, 2.3}, {1, 2.0}}};
constexpr std::array<CurvePoint, 6> kAlkaline{{{0, 3.1}, {0.2, 2.7}, {0.5, 2.5}, {0.8, 2.3}, {0.93, 2.0}, {1, 1.6}}};

const std::array<CurvePoint, 6> &curveOf(CellKind kind)
{
    switch (kind) {
    case CellKind::LithiumIon: return kLithiumIon;
    case CellKind::LithiumCoin: return kCoin;
    case CellKind::AlkalinePair: return kAlkaline;
    }
    return kLithiumIon;
}

} // namespace

std::span<const BatteryCell> batteryCells() { return kCells; }

const BatteryCell *batteryCell(const QString &id)
{
    const auto found
        = std::ranges::find_if(kCells, [&](const BatteryCell &cell) { return id == QLatin1String(cell.id); });
    return found == kCells.end() ? nullptr : &*found;
}

const BatteryCell &usualCell(const QString &deviceKind)
{
    const QString id = deviceKind == QLatin1String("toy") ? QStringLiteral("lipo1000")
        : deviceKind == QLatin1String("glasses")          ? QStringLiteral("lipo150")
        : deviceKind == QLatin1String("wearable")         ? QStringLiteral("lipo400")
                                                          : QStringLiteral("lipo500");
    return *batteryCell(id);
}

double usableShare(CellKind kind, double cutoffV)
{
    const auto &curve = curveOf(kind);
    if (!(cutoffV < curve.front().volts))
        return 0;
    for (std::size_t i = 1; i < curve.size(); ++i) {
        const CurvePoint &above = curve[i - 1];
        const CurvePoint &below = curve[i];
        if (cutoffV < below.volts)
            continue;
        return above.share + (above.volts - cutoffV) / (above.volts - below.volts) * (below.share - above.share);
    }
    return 1;
}

} // namespace profiles
