// SPDX-License-Identifier: GPL-3.0-or-later
#include "signal_model.h"

#include "constants.h"

#include <algorithm>
#include <cmath>

namespace virtual_kit {

namespace {

/// What is reported has a tenth of a dB.
double tenths(double value) { return std::round(value * 10.0) / 10.0; }

} // namespace

SignalModel::SignalModel(std::uint64_t seed)
    : m_walk(seed, "signal")
    , m_cells(seed, "cell")
{
    m_cell.trackingArea = static_cast<std::uint32_t>(0x1000 + m_cells.next() % 0xE000);
    chooseCell();
    m_fading = m_walk.normal(0, constant("signal", "rsrp_sd_db"));
    m_quality = m_walk.normal(0, 1);
}

void SignalModel::chooseCell() { m_cell.id = static_cast<std::uint32_t>(m_cells.next() & 0x0FFFFFFF); }

bool SignalModel::advance(SimTime step)
{
    const double seconds = static_cast<double>(step) / static_cast<double>(kSecond);
    const double keep = std::exp(-seconds / constant("signal", "correlation_s"));
    const double fresh = std::sqrt(1.0 - keep * keep);
    const double deviation = constant("signal", "rsrp_sd_db");
    m_fading = m_fading * keep + fresh * m_walk.normal(0, deviation);
    m_quality = m_quality * keep + fresh * m_walk.normal(0, 1);
    if (m_cells.uniform() >= 1.0 - std::exp(-seconds / constant("signal", "cell_change_s")))
        return false;
    chooseCell();
    m_fading = std::abs(m_fading); // a modem goes where the signal is better
    return true;
}

Signal SignalModel::signal() const
{
    Signal s;
    s.rsrpDbm = tenths(std::clamp(constant("signal", "rsrp_dbm") + m_fading, -140.0, -44.0));
    s.rsrqDb = tenths(std::clamp(constant("signal", "rsrq_db") + 0.15 * m_fading + 0.8 * m_quality, -19.5, -3.0));
    s.sinrDb = tenths(std::clamp(constant("signal", "sinr_db") + 0.9 * m_fading + 1.5 * m_quality, -20.0, 40.0));
    s.rssiDbm = tenths(s.rsrpDbm - s.rsrqDb + 10.0 * std::log10(50.0));
    return s;
}

} // namespace virtual_kit
