// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/connectivity/radio_share.h"

#include <QWidget>

namespace widgets {

/// Shares of the radio states as one thin bar; the words stand beside it.
class RadioShareBar : public QWidget
{
    Q_OBJECT
public:
    explicit RadioShareBar(QWidget *parent = nullptr);
    void setShares(QList<RadioShare> shares);
    [[nodiscard]] QSize sizeHint() const override { return {120, 10}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<RadioShare> m_shares;
};

} // namespace widgets
