// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"
#include "widgets/text/units.h"

#include <QWidget>

namespace widgets {

class NumberLabel;
class TextLabel;

/// One of the four costs of an answer: label, big number with unit, one line of detail, and a rule in its hue at left.
class CostNumber : public QWidget
{
    Q_OBJECT
public:
    /// hue: the member of Theme that colours the rule.
    explicit CostNumber(DataColour Theme::*hue, QWidget *parent = nullptr);

    void setLabel(const QString &label);
    /// reason: why the figure is unknown; shown as tooltip.
    void setValue(const Quantity &quantity, const QString &detail, const QString &reason = {});
    void setUnitFirst(bool first);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void updateAccessibleName();

    DataColour Theme::*m_hue;
    TextLabel *m_label;
    NumberLabel *m_number;
    TextLabel *m_detail;
};

} // namespace widgets
