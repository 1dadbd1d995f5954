// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/connectivity/radio_share.h"

#include <QWidget>

namespace widgets {

/// Shares of time per radio state: one bar, and a row for each state with percent and time.
class RadioShareView : public QWidget
{
    Q_OBJECT
public:
    explicit RadioShareView(QWidget *parent = nullptr);
    void setShares(QList<RadioShare> shares);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QList<double> percents() const;
    void describe();
    void paintRow(QPainter &painter, double top, const RadioShare &share, double part) const;

    QList<RadioShare> m_shares;
};

} // namespace widgets
