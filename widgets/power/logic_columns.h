// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/column_window.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace widgets {

/// What eight logic inputs, the bits of one channel's words, were in each column of a range of time that moves.
///
/// Extremes of words do not tell bits apart, so a column whose words differ is read sample by sample: a part of them
/// with each turn, so that no turn takes long; columns of too many samples never.
class LogicColumns
{
public:
    /// A bit that is in neither is not known; in both: the input was low and high in the column.
    struct Levels {
        std::uint8_t low = 0, high = 0;
        bool operator==(const Levels &) const = default;
    };
    /// A null source, or a channel that is not there, shows nothing.
    void setSource(std::shared_ptr<const device_link::SampleView> source, std::size_t channel);
    /// width columns over [lower, upper) in seconds of kit time.
    void show(double lower, double upper, std::size_t width);
    [[nodiscard]] const std::vector<Levels> &levels() const { return m_levels; }
    [[nodiscard]] bool isComplete() const { return m_complete; } ///< false: the next show() of it tells more
    [[nodiscard]] bool isTooWide() const { return m_tooWide; }   ///< what is not known will not be at this width

    /// Of words all of which lie in [least, most]: bits above the first that differs are the same in all.
    [[nodiscard]] static Levels between(std::uint8_t least, std::uint8_t most);

private:
    [[nodiscard]] Levels read(std::size_t column, double lower, double step) const;

    ColumnWindow m_window;
    std::vector<Levels> m_levels, m_before;
    std::vector<bool> m_known, m_knownBefore; ///< nothing more is to be read of it
    bool m_complete = true;
    bool m_tooWide = false;
};

} // namespace widgets
