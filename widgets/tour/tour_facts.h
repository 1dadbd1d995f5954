// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tour/tour_page.h"

#include <QWidget>

#include <vector>

class QGridLayout;

namespace widgets {

/// The values of a step, one under the other: label at left, value at right in the ink of its quantity.
class TourFacts : public QWidget
{
    Q_OBJECT
public:
    explicit TourFacts(QWidget *parent = nullptr);
    void setFacts(const QList<TourFact> &facts);
    [[nodiscard]] const QList<TourFact> &facts() const { return m_facts; }
    [[nodiscard]] QString words() const; ///< "Card away: 812 ms. …"

private:
    struct Row {
        TextLabel *label, *value;
    };
    void addRow();

    QGridLayout *m_grid;
    std::vector<Row> m_rows;
    QList<TourFact> m_facts;
};

} // namespace widgets
