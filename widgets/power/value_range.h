// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace widgets {

/// The value axis of a lane. It grows at once when the data needs it and shrinks only when the data uses less than two
/// fifths, so that the lane stands still while figures change. Bounds are round (1, 2, 2.5, 4, 5, 8 times a power of
/// ten).
class ValueRange
{
public:
    /// fromZero: the axis starts at 0 (current, power); otherwise it frames the data (voltage).
    explicit ValueRange(bool fromZero)
        : m_fromZero(fromZero)
    {
    }
    /// Extremes of what is shown. True when the axis changed.
    bool fit(double min, double max);
    /// The same in whole decades, of values above 0, at most kMostDecades of them: for a logarithmic axis.
    bool fitDecades(double min, double max);
    static constexpr int kMostDecades = 7;
    /// What is fitted next is not held by what was before.
    void forget()
    {
        m_set = false;
        m_low = m_high = 0;
    }
    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }

private:
    bool m_fromZero;
    bool m_set = false;
    double m_low = 0;
    double m_high = 1;
};

/// The smallest round number that is at least |value|.
[[nodiscard]] double roundUp(double value);

} // namespace widgets
