// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_store.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace widgets {

class NumberLabel;
class TextLabel;

/// One row of statistics over what the plot shows: duration, extremes, mean, rms, charge, energy. Units stand in the
/// header; a view that crosses a gap says so at its energy.
class ViewStats : public QWidget
{
    Q_OBJECT
public:
    explicit ViewStats(QWidget *parent = nullptr);
    void setView(const device_link::SampleStore *store, std::uint64_t first, std::uint64_t last);
    void retranslate();
    [[nodiscard]] QString value(int column) const;

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
        Missing,
        ColumnCount
    };

private:
    struct Cell {
        TextLabel *header;
        NumberLabel *number;
    };
    void clearNumbers();

    TextLabel *m_name;
    std::vector<Cell> m_cells;
};

} // namespace widgets
