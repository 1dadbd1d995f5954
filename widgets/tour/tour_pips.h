// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tour/tour_page.h"

#include <QList>
#include <QWidget>

namespace widgets {

/// The steps of the tour as a row of marks that differ in shape: done disc, present ring, skipped dash, failed
/// triangle, to come dot. Its card says the same in words.
class TourPips : public QWidget
{
    Q_OBJECT
public:
    explicit TourPips(QWidget *parent = nullptr);
    /// present: index of the step that is shown.
    void setSteps(const QList<TourState> &states, int present);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintMark(QPainter &painter, const QPointF &centre, TourState state, bool present) const;

    QList<TourState> m_states;
    int m_present = 0;
};

} // namespace widgets
