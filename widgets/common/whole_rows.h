// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractItemView;

namespace widgets {

/// Gives a list or table as much of its place as whole rows need, so that none is cut in half at the lower end; what is
/// missing to another row stays empty. Rows are of one height.
class WholeRows : public QWidget
{
    Q_OBJECT
public:
    explicit WholeRows(QAbstractItemView *view, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    [[nodiscard]] int rowHeight() const;

    QAbstractItemView *m_view; ///< our child
};

} // namespace widgets
