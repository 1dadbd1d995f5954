// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/cursor_table_model.h"
#include "widgets/power/region_band.h"
#include "widgets/power/region_table_model.h"

#include <QWidget>

class QTableView;

namespace widgets {

class FigureTable;

/// The regions with the view, and below them the cursors, as tables. A row that is chosen is chosen in the graph too,
/// and the other way round; Return or a double click shows it there.
class MarkTables : public QWidget
{
    Q_OBJECT
public:
    explicit MarkTables(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    /// Reads all figures that are seen anew.
    void refresh();
    void refreshSelected(); ///< of the selected region alone, for every frame
    void retranslate();

    [[nodiscard]] const RegionTableModel *regions() const { return m_regionModel; }
    [[nodiscard]] const CursorTableModel *cursors() const { return m_cursorModel; }
    [[nodiscard]] FigureTable *regionTable() const { return m_regionTable; }
    [[nodiscard]] FigureTable *cursorTable() const { return m_cursorTable; }
    /// What the tabs of the regions in the graph say.
    [[nodiscard]] std::vector<RegionBand::Caption> captions() const;
    void copyRegions(); ///< the whole table as text and as CSV
    void copyCursors();
    void writeNote(); ///< begins to edit that of the selected cursor or region; nothing without one

Q_SIGNALS:
    void copied();
    void focusLeft(); ///< a note that the graph asked for is written, or the table with the focus goes

private:
    void connectTables();
    void showSelection();
    void choose();
    void writeNote(QTableView *table, int row);
    void showRegion(int row);
    void copy(const QString &text, const QString &csv);

    std::shared_ptr<KitContext> m_kit;
    RegionTableModel *m_regionModel;
    CursorTableModel *m_cursorModel;
    FigureTable *m_regionTable;
    FigureTable *m_cursorTable;
    bool m_showing = false; ///< the selection comes from the models
};

} // namespace widgets
