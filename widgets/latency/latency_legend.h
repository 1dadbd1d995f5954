// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace widgets {

/// A probe, the running median, the core leg and its band, as they are drawn.
class LatencyLegend : public QWidget
{
    Q_OBJECT
public:
    explicit LatencyLegend(QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace widgets
