// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QTableView>

class QMenu;

namespace widgets {

/// A table of figures that never cuts one and never scrolls sideways: columns are as wide as they have needed to be, so
/// that nothing moves when a digit changes, the first takes what is left
/// (the others some of it, where there is much), and what has no room is left out, the highest
/// RankRole first. The menu of the header chooses the columns. As high as its rows, up to a few; then whole rows
/// scroll.
class FigureTable : public QTableView
{
    Q_OBJECT
public:
    explicit FigureTable(QWidget *parent = nullptr);
    void setModel(QAbstractItemModel *model) override;
    void setMostRows(int rows);
    /// Pixels that the first column is given at least.
    void setFirstWidth(int pixels) { m_firstWidth = pixels; }
    /// Columns of the menu: check marks for what is wanted, and a word at those that have no room now.
    void fillColumnMenu(QMenu *menu);
    [[nodiscard]] QStringList withoutRoom() const; ///< headers of the columns that are wanted but have no room
    /// Measures again after figures changed.
    void fit();
    void forgetWidths(); ///< in another language or font columns begin anew

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void copyRequested();   ///< Ctrl+C
    void removeRequested(); ///< Delete
    void opened(int row);   ///< double click or Return
    void columnsChanged();

protected:
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void chooseColumn(int column, bool wanted);
    void growColumns();
    int spread();
    void fitHeight();
    [[nodiscard]] int rowsShown() const;
    [[nodiscard]] int headerHeight() const;
    [[nodiscard]] QString headerLine(int column) const;

    QSet<int> m_unwanted; ///< by the user
    QSet<int> m_noRoom;
    QList<int> m_widths; ///< what each column has needed so far
    int m_mostRows = 5;
    int m_firstWidth = 110;
};

} // namespace widgets
