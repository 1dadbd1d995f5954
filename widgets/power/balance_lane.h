// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/kit_facts.h"
#include "widgets/power/qcp.h"

#include <QPointer>

namespace widgets {

/// The token account over time: the balance as a step line, and dashed below it what is available while some of it is
/// reserved. Its value axis fits what is in view and names the highest and the lowest.
class BalanceLane : public QCPAbstractPlottable
{
    Q_OBJECT
public:
    BalanceLane(QCPAxis *keyAxis, QCPAxis *valueAxis);
    void setFacts(KitFacts *facts) { m_facts = facts; }        ///< may be null
    void setLatest(std::int64_t kitNs) { m_latestNs = kitNs; } ///< how far the last step reaches
    void fit(const QCPRange &seconds);                         ///< the value axis to what is in view

    double selectTest(const QPointF &pos, bool onlySelectable, QVariant *details = nullptr) const override;
    QCPRange getKeyRange(bool &foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth) const override;
    QCPRange getValueRange(bool &foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth,
        const QCPRange &inKeyRange = QCPRange()) const override;

protected:
    void draw(QCPPainter *painter) override;
    void drawLegendIcon(QCPPainter *painter, const QRectF &rect) const override;

private:
    QPointer<KitFacts> m_facts;
    QSharedPointer<QCPAxisTickerText> m_ticks;
    std::int64_t m_latestNs = 0;
};

/// The account at a moment of the kit's clock; null before the first step that is known.
[[nodiscard]] const KitFacts::BalanceStep *balanceAt(const QList<KitFacts::BalanceStep> &steps, std::int64_t kitNs);

} // namespace widgets
