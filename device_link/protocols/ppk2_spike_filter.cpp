// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/ppk2_spike_filter.h"

namespace device_link {

namespace {

constexpr double kWeight = 0.18;
constexpr double kSlowWeight = 0.06;
constexpr int kReplaced = 3;
constexpr int kNotCounted = 2;
constexpr std::uint8_t kCoarsest = 4;

} // namespace

double Ppk2SpikeFilter::filter(double amperes, std::uint8_t range)
{
    if (!m_range) {
        m_range = range;
        m_mean = m_slowMean = amperes;
        return amperes;
    }
    const double meanBefore = m_mean;
    const double slowMeanBefore = m_slowMean;
    m_mean = kWeight * amperes + (1 - kWeight) * m_mean;
    m_slowMean = kSlowWeight * amperes + (1 - kSlowWeight) * m_slowMean;
    const bool changed = *m_range != range;
    m_range = range;
    if (!changed && m_after == 0)
        return amperes;
    if (changed) {
        m_consecutive = 0;
        m_after = kReplaced;
    } else {
        ++m_consecutive;
    }
    if (range == kCoarsest && m_consecutive < kNotCounted) {
        m_mean = meanBefore;
        m_slowMean = slowMeanBefore;
    }
    --m_after;
    return range == kCoarsest ? m_slowMean : m_mean;
}

} // namespace device_link
