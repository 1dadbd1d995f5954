// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"
#include "widgets/tokens/ledger_model.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QTableView;

namespace widgets {

class Chip;
class EmptyState;
class KitContext;
class LedgerFeed;
class LedgerFilter;
class TextLabel;

/// Every movement of the account, newest first: kind, search with count, follow, copy, and export as CSV.
class LedgerCard : public Card
{
    Q_OBJECT
public:
    explicit LedgerCard(QWidget *parent = nullptr);
    void setKit(KitContext *kit, LedgerFeed *feed); ///< both or none
    /// Chip, count and emptiness of now.
    void refresh();
    void retranslate();
    void focusSearch();
    void copy();
    void exportCsv(); ///< asks for a name first
    /// Rows of the model that Copy and Export give, oldest first: the selected ones when there are several, else all
    /// that are shown.
    [[nodiscard]] QList<int> chosenRows() const;
    [[nodiscard]] QTableView *table() const { return m_table; }

Q_SIGNALS:
    void entryChosen(const device_link::LedgerEntry &entry); ///< exactly one row was selected
    void selectionCleared();
    void exportFailed(const QString &reason); ///< of the file system
    void exported();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] static QString entriesText(qint64 count);
    class QHBoxLayout *makeToolbar();
    void setUpTable();
    void connectParts();
    void connectModel();
    void retranslateKinds();
    void refreshChip();
    void onRowsInserted(int first, int last);
    void onSelectionChanged();

    KitContext *m_kit = nullptr;
    LedgerFeed *m_feed = nullptr;
    LedgerFilter *m_filter;
    TextLabel *m_heading;
    Chip *m_chain;
    QComboBox *m_kinds;
    QLineEdit *m_search;
    TextLabel *m_count;
    TextLabel *m_done; ///< what was copied or saved last
    QPushButton *m_follow;
    QPushButton *m_copy;
    QPushButton *m_export;
    EmptyState *m_empty;
    QTableView *m_table;
};

} // namespace widgets
