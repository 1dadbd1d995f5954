// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/percentile_feed.h"
#include "widgets/power/region_context.h"

#include <QAbstractTableModel>
#include <QPointer>

#include <memory>
#include <vector>

namespace widgets {

/// A row for each region and, last, one for what the plot shows. Figures are read when they are asked for and stay
/// until refresh(); percentiles come later, an em dash stands for them until then. Of a region that moves they are
/// unknown; of a view that follows they are those of a moment ago.
class RegionTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        Name,
        Duration,
        Min,
        Average,
        Max,
        Deviation,
        Rms,
        P50,
        P95,
        P99,
        Charge,
        MilliampHours,
        Energy,
        MilliwattHours,
        AveragePower,
        Tokens,
        PerToken,
        Lost,
        ColumnCount
    };
    struct Figures {
        profiles::RegionStats stats;
        double seconds = 0;
        qint64 tokens = 0;
        std::optional<double> mjPerToken;
        QString caveats;                            ///< what the figures do not cover; empty: nothing
        std::optional<profiles::SampleRange> range; ///< of the samples that are there
        bool stale = true;
    };

    explicit RegionTableModel(QObject *parent = nullptr);

    void setKit(std::shared_ptr<KitContext> kit); ///< null: no rows but the view
    /// Reads the figures of these rows and of the view anew, and asks for their percentiles.
    void refresh(int firstRow, int lastRow);
    /// Of one region, without its percentiles: while it is dragged.
    void refreshRow(int row);
    void retranslate();

    [[nodiscard]] int viewRow() const { return rowCount() - 1; }
    [[nodiscard]] const Figures &figures(int row) const;
    [[nodiscard]] std::optional<profiles::CurrentPercentiles> percentiles(int row) const;
    /// What a cell says, as it stands there.
    [[nodiscard]] QString value(int row, int column) const { return index(row, column).data().toString(); }
    [[nodiscard]] RegionModel *regions() const { return m_regions; }
    /// The whole table: every column, in the language of the window, cells apart by tabs.
    [[nodiscard]] QString asText() const;
    /// The same for a program: base units, plain decimals, names in English; the origin stands in it.
    [[nodiscard]] QString asCsv() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

private:
    void followRegions();
    [[nodiscard]] QString cell(int row, int column) const;
    [[nodiscard]] QString reason(int row, int column) const;
    [[nodiscard]] int tone(int row, int column) const;
    [[nodiscard]] QVariant nameData(int row, int role) const;
    [[nodiscard]] Figures read(int row) const;
    void takeViewAnswer();
    void showView();
    [[nodiscard]] bool viewFollows() const;

    std::shared_ptr<KitContext> m_kit;
    QPointer<RegionModel> m_regions;
    mutable std::vector<Figures> m_figures; ///< one per row
    PercentileFeed m_percentiles;
    QList<Figures> m_viewAsked; ///< the view as it was when its percentiles were asked for: the last few, newest last
    std::optional<Figures> m_viewShown; ///< of a view that follows: of the moment whose percentiles are known
    PercentileFeed::Answer m_viewAnswer;
};

} // namespace widgets
