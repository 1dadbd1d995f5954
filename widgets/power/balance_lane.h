// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/kit_facts.h"
#include "widgets/power/lane_mark.h"

#include <QPointer>

namespace widgets {

/// The token account over time: the balance as a step line, and dashed below it what is available while some of it is
/// reserved. Its value axis fits what is in view and names the highest and the lowest.
class BalanceLane : public LaneMark
{
    Q_OBJECT
public:
    BalanceLane(QCPAxis *keyAxis, QCPAxis *valueAxis);
    void setFacts(KitFacts *facts) { m_facts = facts; } ///< may be null
    void fit(const QCPRange &seconds);                  ///< the value axis to what is in view

protected:
    void draw(QCPPainter *painter) override;

private:
    QPointer<KitFacts> m_facts;
    QSharedPointer<QCPAxisTickerText> m_ticks;
};

/// The account at a moment of the kit's clock; null before the first step that is known.
[[nodiscard]] const KitFacts::BalanceStep *balanceAt(const QList<KitFacts::BalanceStep> &steps, std::int64_t kitNs);

} // namespace widgets
