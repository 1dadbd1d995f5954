// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QTableView;

namespace widgets {

class Card;
class EmptyState;
class LogFilter;
class LogModel;
class TextLabel;

/// Everything that was said, findable: level, area, search with count, follow, copy and save.
class LogPanel : public QWidget
{
    Q_OBJECT
public:
    /// The model is the application's and outlives the panel.
    explicit LogPanel(LogModel *model, QWidget *parent = nullptr);
    [[nodiscard]] LogFilter *filter() const { return m_filter; }
    void focusSearch();
    /// What Copy and Save give: the selected lines, else all that are shown.
    [[nodiscard]] QString shownText() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    class QHBoxLayout *makeToolbar();
    void connectParts();
    void retranslate();
    void refreshAreas();
    void refreshCount();
    void save();

    LogModel *m_model;
    LogFilter *m_filter;
    QComboBox *m_level;
    QComboBox *m_area;
    QLineEdit *m_search;
    TextLabel *m_count;
    QPushButton *m_follow;
    QPushButton *m_copy;
    QPushButton *m_save;
    Card *m_card;
    EmptyState *m_empty;
    QTableView *m_table;
};

} // namespace widgets
