// SPDX-License-Identifier: GPL-3.0-or-later
#include "battery.h"

#include "constants.h"

#include <algorithm>
#include <array>

namespace virtual_kit {

namespace {

struct CurvePoint {
    double charge;
    double volts;
};

const std::array<CurvePoint, 6> &openCircuitCurve()
{
    static const std::array<CurvePoint, 6> curve{{
        {0.00, constant("cell", "ocv_0")},
        {0.10, constant("cell", "ocv_10")},
        {0.25, constant("cell", "ocv_25")},
        {0.50, constant("cell", "ocv_50")},
        {0.75, constant("cell", "ocv_75")},
        {1.00, constant("cell", "ocv_100")},
    }};
    return curve;
}

} // namespace

Battery::Battery(double capacityMah, double charge, double resistanceOhm)
    : m_capacityMah(capacityMah)
    , m_charge(std::clamp(charge, 0.0, 1.0))
    , m_resistance(resistanceOhm)
{
}

void Battery::drain(double coulombs) { m_charge = std::max(0.0, m_charge - coulombs / (m_capacityMah * 3.6)); }

double Battery::openCircuitVolts() const
{
    const auto &curve = openCircuitCurve();
    for (std::size_t i = 1; i < curve.size(); ++i) {
        if (m_charge > curve[i].charge)
            continue;
        const double part = (m_charge - curve[i - 1].charge) / (curve[i].charge - curve[i - 1].charge);
        return curve[i - 1].volts + part * (curve[i].volts - curve[i - 1].volts);
    }
    return curve.back().volts;
}

} // namespace virtual_kit
