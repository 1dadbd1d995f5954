// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/kit_facts.h"

#include <QWidget>

namespace widgets {

/// The balance since the session began, in steps.
class BalanceSteps : public QWidget
{
    Q_OBJECT
public:
    explicit BalanceSteps(QWidget *parent = nullptr);
    void setSteps(QList<KitFacts::BalanceStep> steps);
    void setCaption(const QString &caption);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<KitFacts::BalanceStep> m_steps;
    QString m_caption;
};

} // namespace widgets
