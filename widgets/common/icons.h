// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPixmap>
#include <QWidget>

namespace widgets {

/// An outline icon of resources/icons in one colour, sharp at the given device-pixel ratio. Null when there is none.
[[nodiscard]] QPixmap iconPixmap(const QString &name, const QColor &colour, int size, qreal devicePixelRatio);
/// The same for buttons, sharp at any ratio. Where more room is given than its size, it stands at left of it.
[[nodiscard]] QIcon icon(const QString &name, const QColor &colour, int size = 16);

/// A small picture in text2 that follows the theme.
class IconLabel : public QWidget
{
    Q_OBJECT
public:
    explicit IconLabel(int size, QWidget *parent = nullptr);
    void setIconName(const QString &name);
    void setColour(const QColor &colour); ///< an invalid colour: text2

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    QColor m_colour;
};

} // namespace widgets
