// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/energy/battery_cells.h"
#include "profiles/energy/battery_life.h"

#include <QObject>

#include <optional>

namespace widgets {

class KitContext;

/// Where the current between two activities is taken from.
enum class IdleFrom : quint8 { QuietestOfRegion, Typed, OtherRegion };

/// What a battery life is estimated with beside the region itself. Values of fields that hold no number are NaN.
struct BatterySetup {
    QString cell;               ///< id of the BatteryCell that the figures of the supply came from
    double cutoffV = 0;         ///< gave supply.usableShare, unless that was typed
    double periodSeconds = 600; ///< from the begin of one activity to the begin of the next
    IdleFrom idleFrom = IdleFrom::QuietestOfRegion;
    quint64 idleRegion = 0; ///< RegionModel::id() for OtherRegion
    double idleA = 0.001;   ///< for Typed
    profiles::BatterySupply supply;
};

/// The battery of a kit, as it is assumed: kit->model<BatteryPlan>(). Begins with the usual cell of this kind of kit,
/// of the capacity that it states.
class BatteryPlan : public QObject
{
    Q_OBJECT
public:
    explicit BatteryPlan(KitContext *kit);

    [[nodiscard]] const BatterySetup &setup() const { return m_setup; }
    void setSetup(const BatterySetup &setup);
    void setCell(const QString &id); ///< with all its figures; an unknown one changes nothing
    void setCutoff(double cutoffV);  ///< and the usable share that follows from it
    /// Capacity that the kit states; empty: it does not.
    [[nodiscard]] std::optional<double> statedMah() const;
    [[nodiscard]] bool isUsual() const { return !m_touched; } ///< nobody chose another cell

Q_SIGNALS:
    void changed();

private:
    void takeUsual();
    void takeCell(const profiles::BatteryCell &cell);

    KitContext *m_kit; ///< the parent
    BatterySetup m_setup;
    bool m_touched = false;
};

} // namespace widgets
