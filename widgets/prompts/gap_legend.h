// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace widgets {

/// What the backgrounds of tokens mean: the gap before a token, in steps.
class GapLegend : public QWidget
{
    Q_OBJECT
public:
    explicit GapLegend(QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace widgets
