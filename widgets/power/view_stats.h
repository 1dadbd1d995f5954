// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/energy/region_stats.h"

#include <QWidget>

#include <array>
#include <memory>
#include <vector>

namespace widgets {

class NumberLabel;
class RegionTab;
class TextLabel;

/// Rows of statistics over the region, when there is one, and over what the plot shows: duration, extremes, mean, rms,
/// charge, energy, mean power. Units stand in the header; a row that crosses a gap says so at its energy.
class ViewStats : public QWidget
{
    Q_OBJECT
public:
    enum Row { Region, View, RowCount };
    enum Column {
        Duration,
        Min,
        Average,
        Max,
        Deviation,
        Rms,
        Charge,
        MilliampHours,
        Energy,
        MilliwattHours,
        AveragePower,
        Missing,
        ColumnCount
    };

    explicit ViewStats(QWidget *parent = nullptr);
    void setView(const device_link::SampleStore *store, std::uint64_t first, std::uint64_t last);
    /// Null hides the row.
    void setRegion(const profiles::RegionStats *region);
    void retranslate();
    [[nodiscard]] QString value(int column, Row row = View) const;

private:
    struct Figures {
        profiles::EnergyStats energy;
        double seconds = 0, stddevA = 0, rmsA = 0;
        bool complete = true;
    };
    struct Line {
        QWidget *name = nullptr;
        std::array<NumberLabel *, ColumnCount> cells{};
    };
    Line makeLine(QWidget *name, int gridRow);
    void clearLine(const Line &line);
    void show(const Line &line, const Figures &figures);

    TextLabel *m_name;
    RegionTab *m_tab;
    std::vector<TextLabel *> m_headers;
    std::array<Line, RowCount> m_lines;
};

} // namespace widgets
