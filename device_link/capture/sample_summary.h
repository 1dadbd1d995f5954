// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

namespace device_link {

/// What the pyramid keeps of a run of samples of one channel. NaN stands for "not there" and is left out.
/// Deviations are kept around the run's own mean: a plain sum of squares loses the noise of a large steady current.
struct SampleSummary {
    float min = std::numeric_limits<float>::infinity();
    float max = -std::numeric_limits<float>::infinity();
    std::uint64_t count = 0;
    double sum = 0;
    double deviations = 0; ///< sum of (x - mean)²
};

/// Adds up what one pixel column needs; cheaper than RangeSum.
class ColumnSum
{
public:
    void add(float value)
    {
        if (std::isnan(value))
            return;
        m_min = value < m_min ? value : m_min;
        m_max = value > m_max ? value : m_max;
        m_sum += double(value);
        ++m_count;
    }
    void add(const SampleSummary &part)
    {
        m_min = part.min < m_min ? part.min : m_min;
        m_max = part.max > m_max ? part.max : m_max;
        m_sum += part.sum;
        m_count += part.count;
    }
    [[nodiscard]] float min() const { return m_min; }
    [[nodiscard]] float max() const { return m_max; }
    [[nodiscard]] double sum() const { return m_sum; }
    [[nodiscard]] std::uint64_t count() const { return m_count; }

private:
    float m_min = std::numeric_limits<float>::infinity();
    float m_max = -std::numeric_limits<float>::infinity();
    double m_sum = 0;
    std::uint64_t m_count = 0;
};

/// Adds up everything, deviations included (Chan, Golub and LeVeque 1979).
class RangeSum
{
public:
    void add(float value)
    {
        if (!std::isnan(value))
            add(SampleSummary{value, value, 1, double(value), 0});
    }
    void add(const SampleSummary &part)
    {
        if (part.count == 0)
            return;
        const auto have = double(m_total.count);
        const auto more = double(part.count);
        if (m_total.count > 0) {
            const double apart = part.sum / more - m_total.sum / have;
            m_total.deviations += apart * apart * have * more / (have + more);
        }
        m_total.deviations += part.deviations;
        m_total.min = part.min < m_total.min ? part.min : m_total.min;
        m_total.max = part.max > m_total.max ? part.max : m_total.max;
        m_total.sum += part.sum;
        m_total.count += part.count;
    }
    [[nodiscard]] const SampleSummary &total() const { return m_total; }

private:
    SampleSummary m_total;
};

} // namespace device_link
