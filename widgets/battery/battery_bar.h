// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/energy/battery_life.h"

#include <QWidget>

#include <optional>

class QPainter;

namespace widgets {

/// What empties the cell, as parts of one bar with their names and shares below: told apart by lightness and pattern,
/// not by hue.
class BatteryBar : public QWidget
{
    Q_OBJECT
public:
    explicit BatteryBar(QWidget *parent = nullptr);
    /// Empty: no parts.
    void setLife(const std::optional<profiles::BatteryLife> &life);
    void retranslate();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Part {
        QString name;
        double share = 0; ///< 0...1
        QString words;    ///< "62 %"
    };
    void fill();
    void paintPart(QPainter &painter, const QRect &rect, int part) const;

    std::optional<profiles::BatteryLife> m_life;
    QList<Part> m_parts;
};

} // namespace widgets
