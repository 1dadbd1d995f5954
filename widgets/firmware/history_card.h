// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"

class QPushButton;
class QTableView;

namespace widgets {

class EmptyState;
class PushHistory;

/// The pushes of this session and what became of them; copied whole or by the selected rows.
class HistoryCard : public Card
{
    Q_OBJECT
public:
    explicit HistoryCard(QWidget *parent = nullptr);
    void setHistory(PushHistory *history); ///< null: none
    void retranslate();
    void copy();
    /// Little height: fewer rows, and nothing while there are none.
    void setTight(bool tight);

private:
    void refresh();

    PushHistory *m_history = nullptr;
    bool m_tight = false;
    QPushButton *m_copy;
    EmptyState *m_empty;
    QTableView *m_table;
};

} // namespace widgets
