// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QTableView;

namespace widgets {

class CommandFilter;
class CommandModel;
class TextLabel;

/// Every shortcut with what it does and where (F1), searchable and copyable.
class ShortcutList : public QDialog
{
    Q_OBJECT
public:
    /// commands outlives the dialog.
    ShortcutList(CommandModel *commands, QWidget *parent);

Q_SIGNALS:
    void tourRequested(); ///< help by being shown; the dialog has closed

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void copy();

    CommandFilter *m_filter;
    QLineEdit *m_text;
    QTableView *m_table;
    TextLabel *m_none;
    class QPushButton *m_copy;
    class QPushButton *m_tour;
    class QPushButton *m_close;
};

} // namespace widgets
