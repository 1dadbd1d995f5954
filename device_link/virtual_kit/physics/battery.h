// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace virtual_kit {

/// One lithium cell: open-circuit voltage by state of charge and a series resistance. Both are assumed (see
/// physics constants), not measured on any kit.
class Battery
{
public:
    /// capacityMah above 0, charge 0...1, resistance in ohms.
    Battery(double capacityMah, double charge, double resistanceOhm);

    /// Takes charge out (coulombs, 0 or more); stops at empty.
    void drain(double coulombs);
    [[nodiscard]] double charge() const { return m_charge; } ///< 0...1
    [[nodiscard]] double capacityMah() const { return m_capacityMah; }
    [[nodiscard]] double openCircuitVolts() const;
    /// Terminal voltage under a load in amps.
    [[nodiscard]] double volts(double amps) const { return openCircuitVolts() - amps * m_resistance; }

private:
    double m_capacityMah;
    double m_charge;
    double m_resistance;
};

} // namespace virtual_kit
