// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"

#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace widgets {

/// The columns of a channel over a range of time that moves, one per device pixel. What was in view before and moved by
/// whole columns is kept: the source is only asked for the columns that came into view and for those at its end, where
/// samples were still to come. Only columns that lie wholly inside what the source holds are filled. Where a sample is
/// wider than a column it stands in the one of its time, and columns up to the next are empty without being a gap; the
/// first column then holds the sample before it.
class ColumnWindow
{
public:
    /// A null source shows nothing.
    void setSource(std::shared_ptr<const device_link::SampleView> source, std::size_t channel);
    [[nodiscard]] const device_link::SampleView *source() const { return m_source.get(); }
    [[nodiscard]] std::size_t channel() const { return m_channel; }
    /// width columns over [lower, upper) in seconds of kit time.
    void show(double lower, double upper, std::size_t width);
    [[nodiscard]] const std::vector<device_link::SampleColumn> &columns() const { return m_columns; }
    /// Columns from here on lie after all samples.
    [[nodiscard]] std::size_t filledTo() const { return m_place ? m_place->to : 0; }
    /// First and last sample index in view, first == last when none.
    [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> indexRange() const { return {m_first, m_last}; }
    /// Columns [first, last) are those of the turn before, where they were `moved` further to the right.
    struct Kept {
        std::int64_t moved = 0;
        std::size_t first = 0, last = 0;
    };
    [[nodiscard]] Kept kept() const { return m_kept; }
    [[nodiscard]] std::uint64_t turn() const { return m_turn; } ///< goes up with each show()

private:
    struct Place {
        double lower = 0, step = 0; ///< s
        std::size_t from = 0, to = 0;
        std::size_t settled = 0;           ///< columns before it change no more
        std::uint64_t first = 0, last = 0; ///< samples of columns from to to, about
        std::uint64_t end = 0;             ///< of the source
        device_link::ColumnGrid grid;
        std::uint64_t cell = 0; ///< of the grid: column from
    };
    [[nodiscard]] std::optional<Place> placeOf(double lower, double upper);
    [[nodiscard]] std::optional<std::int64_t> movedBy(const Place &before, const Place &place) const;
    void lay(Place &place) const;
    void keep(const Place &before, std::int64_t moved, Place &place);
    void placeEach(const Place &place);
    void ask(const Place &place, std::size_t from, std::size_t to);

    std::shared_ptr<const device_link::SampleView> m_source;
    std::size_t m_channel = 0;
    std::vector<device_link::SampleColumn> m_columns, m_before;
    std::uint64_t m_first = 0, m_last = 0;
    Kept m_kept;
    std::uint64_t m_turn = 0;
    std::optional<Place> m_place; ///< of m_columns
};

} // namespace widgets
