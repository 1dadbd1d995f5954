// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/battery/battery_plan.h"

#include "widgets/kit/kit_context.h"

namespace widgets {

BatteryPlan::BatteryPlan(KitContext *kit)
    : QObject(kit)
    , m_kit(kit)
{
    takeUsual();
    connect(kit, &KitContext::stateChanged, this, &BatteryPlan::takeUsual); // it may say only now what it is
}

void BatteryPlan::takeUsual()
{
    const profiles::BatteryCell &usual = profiles::usualCell(m_kit->session()->identity().deviceKind);
    const double capacityMah = statedMah().value_or(usual.capacityMah);
    if (m_touched || (m_setup.cell == QLatin1String(usual.id) && m_setup.supply.capacityMah == capacityMah))
        return;
    takeCell(usual);
    m_setup.supply.capacityMah = capacityMah;
    Q_EMIT changed();
}

std::optional<double> BatteryPlan::statedMah() const { return m_kit->session()->identity().batteryMah; }

void BatteryPlan::takeCell(const profiles::BatteryCell &cell)
{
    m_setup.cell = QLatin1String(cell.id);
    m_setup.cutoffV = cell.cutoffV;
    m_setup.supply.capacityMah = cell.capacityMah;
    m_setup.supply.nominalV = cell.nominalV;
    m_setup.supply.usableShare = profiles::usableShare(cell.kind, cell.cutoffV);
    m_setup.supply.selfDischargePerMonth = cell.selfDischargePerMonth;
}

void BatteryPlan::setSetup(const BatterySetup &setup)
{
    m_setup = setup;
    m_touched = true;
    Q_EMIT changed();
}

void BatteryPlan::setCell(const QString &id)
{
    const profiles::BatteryCell *cell = profiles::batteryCell(id);
    if (!cell)
        return;
    m_touched = true;
    takeCell(*cell);
    Q_EMIT changed();
}

void BatteryPlan::setCutoff(double cutoffV)
{
    m_touched = true;
    m_setup.cutoffV = cutoffV;
    if (const profiles::BatteryCell *cell = profiles::batteryCell(m_setup.cell))
        m_setup.supply.usableShare = profiles::usableShare(cell->kind, cutoffV);
    Q_EMIT changed();
}

} // namespace widgets
