// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

class QLineEdit;
class QListView;

namespace widgets {

class CommandFilter;
class CommandModel;
class TextLabel;

/// Find or run anything (Ctrl+K): lies over the window, filters while one types, runs with Enter, goes with Esc or with
/// a click elsewhere, and gives the focus back to where it was.
class CommandPalette : public QFrame
{
    Q_OBJECT
public:
    static constexpr int kWidth = 560;
    static constexpr int kRowsShown = 10;

    /// commands outlives the palette.
    CommandPalette(CommandModel *commands, QWidget *window);
    void open();
    void closePalette(); ///< and gives the focus back
    void leave();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void retranslate();
    void filter();
    void step(int by);
    void runCurrent();

    CommandModel *m_commands;
    CommandFilter *m_filter;
    QLineEdit *m_text;
    QListView *m_list;
    TextLabel *m_none;
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace widgets
