// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace widgets {

/// What a side of a comparison is called, with a piece of its line as the plot draws it: solid in the hue of the first,
/// dashed in that of the second.
class CompareKey : public QWidget
{
    Q_OBJECT
public:
    explicit CompareKey(bool isB, QWidget *parent = nullptr);
    void setLabel(const QString &label);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] static int widthOf(const QString &label);
    static void draw(QPainter &painter, const QRect &rect, const QString &label, bool isB);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_label;
    bool m_isB;
};

} // namespace widgets
