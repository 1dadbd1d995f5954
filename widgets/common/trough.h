// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace widgets {

/// A share as a bar, 8 px high: progress, or how full something is.
class Trough : public QWidget
{
    Q_OBJECT
public:
    explicit Trough(QWidget *parent = nullptr);
    void setShare(double share); ///< 0...1
    [[nodiscard]] double share() const { return m_share; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_share = 0;
};

} // namespace widgets
